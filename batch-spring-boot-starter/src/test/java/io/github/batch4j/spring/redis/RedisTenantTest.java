package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchableOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/** A key serializer that adds the tenant as a prefix: no tenant gets or changes a value of another. */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisTenantTest extends EmbeddedRedisTest {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final BatchExecutor keeping = BatchExecutor.builder().cache(100).build();
    private RedisBatch<String> tenants;

    /** A serializer that fails without a tenant. */
    private static final class TenantFirst implements RedisSerializer<String> {

        @Override
        public byte[] serialize(String key) {
            if (TENANT.get() == null) {
                throw new IllegalStateException("no tenant");
            }
            return (TENANT.get() + ":" + key).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @BeforeEach
    void separate() {
        StringRedisTemplate template = client.template();
        template.setKeySerializer(new TenantFirst());
        template.setHashKeySerializer(new TenantFirst());
        tenants = RedisBatch.of(template);
        for (String tenant : List.of("a", "b")) {
            server.set(tenant + ":key", "of " + tenant);
            server.hset(tenant + ":hash", tenant + ":f", "of " + tenant);
        }
    }

    private static <T> T as(String tenant, Supplier<T> action) {
        TENANT.set(tenant);
        try {
            return action.get();
        } finally {
            TENANT.remove();
        }
    }

    private BatchableOperation<String> getAs(String tenant) {
        return as(tenant, () -> tenants.get("key"));
    }

    @Test
    void bodiesOfOneStepGetWhatIsTheirTenants() {
        List<String> values = executor.all(List.of("a", "b", "a"), tenant -> executor.execute(getAs(tenant)));

        assertThat(values).containsExactly("of a", "of b", "of a");
    }

    @Test
    void operationsOfOneStepAreOneBatchOfTwoKeys() {
        assertThat(execute(getAs("a"), getAs("b"), getAs("a"), as("b", () -> tenants.require("key"))))
                .containsExactly("of a", "of b", "of a", "of b");
        assertThat(trace.batches()).hasSize(1);
        assertThat(trace.batches().get(0)).hasSize(2);
    }

    @Test
    void answersOfOneTenantAreNotKeptForAnother() {
        assertThat(keeping.execute(getAs("a"))).isEqualTo("of a");
        assertThat(keeping.execute(getAs("b"))).isEqualTo("of b");
        assertThat(keeping.execute(as("a", () -> tenants.hashField("hash", "f"))))
                .isEqualTo("of a");
        assertThat(keeping.execute(as("b", () -> tenants.hashField("hash", "f"))))
                .isEqualTo("of b");
        assertThat(keeping.execute(as("b", () -> tenants.exists("key")))).isTrue();

        keeping.execute(as("a", () -> tenants.set("key", "new")));
        server.set("b:key", "not asked for again");

        assertThat(keeping.execute(getAs("a"))).isEqualTo("new");
        assertThat(keeping.execute(getAs("b"))).isEqualTo("of b");
    }

    @Test
    void everyKeyOfACommandIsTheTenants() {
        assertThat(execute(
                        as(
                                "a",
                                () -> tenants.read("MGET", "key", "other")
                                        .as(reply -> reply.asList().size())),
                        as(
                                "a",
                                () -> tenants.write("MSET", "x", "key", "y", "key")
                                        .as(RedisReply::asString)),
                        as("b", () -> tenants.write("RENAME", "key", "renamed").as(RedisReply::asString)),
                        as(
                                "b",
                                () -> tenants.write("EVAL", "return redis.call('get', KEYS[1])", 1, "renamed")
                                        .as(RedisReply::asString)),
                        as(
                                "b",
                                () -> tenants.script("return KEYS[1] .. ARGV[1]", List.of("k"), "v")
                                        .as(RedisReply::asString)),
                        as("a", () -> tenants.write("NOSUCHBUT", "key").as(RedisReply::asString))
                                .recover(failure -> "failed"),
                        as("b", () -> tenants.hashPut("hash", "g", "1")),
                        as("b", () -> tenants.write("SETNX", "byView", "1").as(RedisReply::asBoolean))))
                .containsExactly(2, "OK", "OK", "of b", "b:kv", "failed", true, true);

        assertThat(server.get("a:x")).isEqualTo("key");
        assertThat(server.get("a:y")).isEqualTo("key");
        assertThat(server.get("b:renamed")).isEqualTo("of b");
        assertThat(server.hgetAll("b:hash")).isEqualTo(Map.of("b:f", "of b", "b:g", "1"));
        assertThat(server.exists("b:byView")).isTrue();
    }

    @Test
    void keyThatCannotBeWrittenFailsAloneWhenItIsRun() {
        BatchableOperation<String> nobodys = tenants.get("key");
        BatchableOperation<?> set = tenants.set("key", "1");
        BatchableOperation<String> field = tenants.hashField("hash", "f");

        assertThat(execute(failure(nobodys), failure(nobodys), failure(set), failure(field), getAs("a")))
                .satisfiesExactly(
                        RedisTenantTest::isUnwritable,
                        RedisTenantTest::isUnwritable,
                        RedisTenantTest::isUnwritable,
                        RedisTenantTest::isUnwritable,
                        answer -> assertThat(answer).isEqualTo("of a"));
    }

    private static void isUnwritable(Object failure) {
        assertThat(failure)
                .isInstanceOf(SerializationException.class)
                .asString()
                .contains("cannot be sent: its serializer failed");
    }
}
