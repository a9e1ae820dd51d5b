package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import redis.embedded.RedisServer;

class EmbeddedRedisTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
            .withUserConfiguration(EmbeddedRedisConfiguration.class);

    @Test
    void answersIfNoRedisIsConfigured() {
        application.run(context -> {
            try (RedisConnection connection =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                assertThat(connection.ping()).isEqualTo("PONG");
            }
        });
    }

    @Test
    void writesNothingToDisk() {
        application.run(context -> {
            try (RedisConnection connection =
                    context.getBean(RedisConnectionFactory.class).getConnection()) {
                assertThat(connection.serverCommands().getConfig("save")).containsEntry("save", "");
                assertThat(connection.serverCommands().getConfig("appendonly")).containsEntry("appendonly", "no");
            }
        });
    }

    @Test
    void endsWithTheApplication() {
        application.run(context -> {
            RedisServer server = context.getBean(RedisServer.class);
            assertThat(server.isActive()).isTrue();

            context.close();

            assertThat(server.isActive()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.data.redis.host=redis.example",
                "spring.data.redis.port=6380",
                "spring.data.redis.url=redis://redis.example:6379",
                "spring.data.redis.cluster.nodes=a.example:6379,b.example:6379",
                "spring.data.redis.cluster.nodes[0]=a.example:6379",
                "spring.data.redis.sentinel.nodes=a.example:26379 spring.data.redis.sentinel.master=main",
                "spring.data.redis.masterreplica.nodes=a.example:6379"
            })
    void staysAwayIfAnotherRedisIsConfigured(String properties) {
        application
                .withPropertyValues(properties.split(" "))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(RedisServer.class)
                        .hasSingleBean(DataRedisConnectionDetails.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.data.redis.host=", "spring.data.redis.timeout=1s", "spring.data.redis.database=0"})
    void startsIfNoAddressIsConfigured(String property) {
        application
                .withPropertyValues(property)
                .run(context -> assertThat(context).hasSingleBean(RedisServer.class));
    }

    @Test
    void namesAMachineThatItDoesNotRunOn() {
        application
                .withSystemProperties("os.name=Plan 9")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("The embedded Redis does not start on Plan 9"));
    }
}
