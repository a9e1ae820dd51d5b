package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.Batcher;
import io.github.batch4j.spring.redis.RedisAddress;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.Jedis;

/** Batched access to Redis uses the application's own template: its server and its serializers. */
class OwnRedisTemplateTest {

    @RegisterExtension
    static final RedisServerExtension FIRST = new RedisServerExtension();

    @RegisterExtension
    static final RedisServerExtension SECOND = new RedisServerExtension();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorRedisAutoConfiguration.class,
                    DataRedisAutoConfiguration.class,
                    DataRedisReactiveAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + FIRST.address().port());

    @BeforeEach
    void fill() {
        write(FIRST, Map.of("a", "first", "app:a", "first of app"));
        write(SECOND, Map.of("a", "second", "app:a", "second of app"));
    }

    private static void write(RedisServerExtension redis, Map<String, String> strings) {
        try (Jedis server = redis.address().connect()) {
            server.flushAll();
            strings.forEach(server::set);
        }
    }

    @Test
    void templateOfSpringBoot() {
        runner.run(context -> assertThat(answer(context, Batcher.Async.class)).isEqualTo("first"));
    }

    @Test
    void templateOnASecondConnectionFactory() {
        runner.withUserConfiguration(SecondLettuce.class).run(context -> {
            assertThat(context).hasSingleBean(ReactiveStringRedisTemplate.class);
            assertThat(answer(context, Batcher.Async.class)).isEqualTo("second");
        });
    }

    @Test
    void templateOnAConnectionFactoryThatBlocks() {
        runner.withUserConfiguration(SecondJedis.class).run(context -> {
            assertThat(context).hasSingleBean(ReactiveStringRedisTemplate.class);
            assertThat(answer(context, Batcher.Blocking.class)).isEqualTo("second");
        });
    }

    @Test
    void templateWithSerializersOfItsOwn() {
        runner.withUserConfiguration(Serializers.class).run(context -> {
            StringRedisTemplate template = context.getBean(StringRedisTemplate.class);

            assertThat(answer(context, Batcher.Async.class))
                    .isEqualTo("FIRST OF APP")
                    .isEqualTo(template.opsForValue().get("a"));
            RedisBatch<String> redis = RedisBatch.of(template);
            assertThat(BatchExecutor.create()
                            .executeAll(Stream.of("a", "b", "a").map(redis::get).toList()))
                    .containsExactly("FIRST OF APP", null, "FIRST OF APP")
                    .isEqualTo(template.opsForValue().multiGet(List.of("a", "b", "a")));
        });
    }

    @Test
    void redisBatchOfTheApplicationIsLeftAlone() {
        runner.withUserConfiguration(SecondLettuce.class, OwnBatch.class).run(context -> {
            assertThat(context).hasSingleBean(RedisBatch.class).hasBean("own");
            assertThat(answer(context, Batcher.Async.class)).isEqualTo("first");
        });
    }

    /** Reads the key "a" by batchers of the given form. */
    private static String answer(AssertableApplicationContext context, Class<?> form) {
        RedisBatch<?> redis = context.getBean(RedisBatch.class);
        assertThat(redis.get("a").batcher()).isInstanceOf(form);
        return (String) BatchExecutor.create().execute(redis.get("a"));
    }

    private static RedisStandaloneConfiguration second() {
        RedisAddress address = SECOND.address();
        return new RedisStandaloneConfiguration(address.host(), address.port());
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondLettuce {

        @Bean(defaultCandidate = false)
        LettuceConnectionFactory secondConnectionFactory() {
            return new LettuceConnectionFactory(second());
        }

        @Bean
        StringRedisTemplate ownTemplate(@Qualifier("secondConnectionFactory") RedisConnectionFactory second) {
            return new StringRedisTemplate(second);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondJedis {

        @Bean(defaultCandidate = false)
        JedisConnectionFactory secondConnectionFactory() {
            return new JedisConnectionFactory(second());
        }

        @Bean
        StringRedisTemplate ownTemplate(@Qualifier("secondConnectionFactory") RedisConnectionFactory second) {
            return new StringRedisTemplate(second);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Serializers {

        @Bean
        StringRedisTemplate ownTemplate(RedisConnectionFactory connections) {
            StringRedisTemplate template = new StringRedisTemplate(connections);
            template.setKeySerializer(new Prefixing());
            template.setValueSerializer(new Shouting());
            return template;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBatch {

        @Bean
        RedisBatch<String> own(RedisConnectionFactory first) {
            return RedisBatch.of(new StringRedisTemplate(first));
        }
    }

    /** A serializer that keeps the keys of several applications apart. */
    static class Prefixing implements RedisSerializer<String> {

        @Override
        public byte[] serialize(String key) {
            return RedisSerializer.string().serialize("app:" + key);
        }

        @Override
        public String deserialize(byte[] bytes) {
            return RedisSerializer.string().deserialize(bytes).substring("app:".length());
        }
    }

    /** A serializer that reads in upper case. */
    static class Shouting implements RedisSerializer<String> {

        @Override
        public byte[] serialize(String value) {
            return RedisSerializer.string().serialize(value);
        }

        @Override
        public String deserialize(byte[] bytes) {
            String value = RedisSerializer.string().deserialize(bytes);
            return value == null ? null : value.toUpperCase(Locale.ROOT);
        }
    }
}
