package io.github.batch4j.spring.redis;

import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of all reads, for each kind of read, by both drivers, on one server and on a cluster. */
@ParameterizedClass
@MethodSource("combinations")
class RedisReadContractTest extends ReadContract {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @RegisterExtension
    static final RedisClusterExtension CLUSTER = new RedisClusterExtension();

    @Parameter(0)
    private RedisReadKind kind;

    @Parameter(1)
    private Driver driver;

    @Parameter(2)
    private boolean cluster;

    private RedisReadStore store;

    static Stream<Arguments> combinations() {
        return Arrays.stream(RedisReadKind.values())
                .flatMap(kind -> Stream.of(
                        Arguments.of(kind, Driver.LETTUCE, false),
                        Arguments.of(kind, Driver.JEDIS, false),
                        Arguments.of(kind, Driver.LETTUCE, true)));
    }

    /** Made when the contract first asks for it. */
    @Override
    protected ReadStore store() {
        if (store == null) {
            Duration timeout = Duration.ofSeconds(30);
            store = cluster
                    ? new RedisReadStore(
                            kind,
                            driver.connect(CLUSTER.configuration(), timeout),
                            CLUSTER.connect(CLUSTER.nodeOf(RedisReadStore.TAG)))
                    : new RedisReadStore(
                            kind,
                            driver.connect(REDIS.address(), timeout),
                            REDIS.address().connect());
        }
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
