package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisServerExtension;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.tracing.MicrometerTracing;
import io.micrometer.common.KeyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The observations of the adapters on real stores: the driver's own are below those of their batches, and ours leave
 * the attributes of the conventions for database clients to the driver's.
 *
 * <p>OpenTelemetry's conventions (1.43): {@code db.operation.batch.size} is for two or more operations that a client
 * submits as separate ones, which a pipeline and a JDBC batch are, and not for one operation with many operands, as
 * {@code MGET} or {@code = any(?)} are. It belongs to spans of kind {@code CLIENT}; ours are above those.
 */
class AdapterObservationsTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private static final RecordedObservations OBSERVATIONS = new RecordedObservations();
    private static ClientResources resources;
    private static LettuceConnectionFactory connections;

    private final RedisBatch<String> redis = RedisBatch.of(new StringRedisTemplate(connections));
    private final JdbcTemplate database =
            new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:observed;DB_CLOSE_DELAY=-1"));
    private final BatchExecutor executor = BatchExecutor.builder()
            .listener(new BatchObservations(OBSERVATIONS.registry(), null, null))
            .build();

    @BeforeAll
    static void connect() {
        resources = ClientResources.builder()
                .tracing(new MicrometerTracing(OBSERVATIONS.registry(), "Redis"))
                .build();
        connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(
                        REDIS.address().host(), REDIS.address().port()),
                LettuceClientConfiguration.builder().clientResources(resources).build());
        connections.afterPropertiesSet();
        connections.start();
        new StringRedisTemplate(connections).opsForValue().set("secret:1", "secret");
    }

    @BeforeEach
    void forgetTheConnection() {
        OBSERVATIONS.clear();
    }

    /** Lettuce ends its observation after it has delivered the answer. */
    @AfterEach
    void nothingIsLeftOpen() {
        OBSERVATIONS.awaitAllEnds();
        OBSERVATIONS.assertNothingLeftOpen();
        assertThat(OBSERVATIONS.texts()).noneMatch(text -> text.contains("secret"));
        assertThat(OBSERVATIONS.all().stream()
                        .filter(context -> context instanceof BatchObservationContext
                                || context instanceof ExecutionObservationContext)
                        .flatMap(context -> context.getAllKeyValues().stream())
                        .map(KeyValue::getKey))
                .isNotEmpty()
                .noneMatch(key -> key.startsWith("db."));
    }

    @AfterAll
    static void disconnect() {
        connections.destroy();
        resources.shutdown();
    }

    @Test
    void readsOfRedisAreOneCommandBelowTheirBatch() {
        executor.execute(BatchGenerator.all(List.of(redis.get("secret:1"), redis.get("secret:2"))));

        assertThat(OBSERVATIONS.tree()).containsExactly("batch execution", "  batch redis", "    mget");
    }

    @Test
    void pipelineOfDifferentCommandsIsOneBatchAboveTheirSpans() {
        List<BatchGenerator<?>> commands =
                List.of(redis.get("secret:1"), redis.hash("secret:2"), redis.exists("secret:3"));

        executor.execute(BatchGenerator.all(commands, command -> command.map(answer -> "done")));

        assertThat(OBSERVATIONS.tree())
                .startsWith("batch execution", "  batch redis")
                .containsOnlyOnce("    mget", "    hgetall", "    exists")
                .hasSize(5);
    }

    @Test
    void batchOfRedisEndsWhileTheExecutingThreadIsInAnotherBatch() {
        BatchLoader<String, String> blocking = BatchLoader.of("blocking", keys -> {
            OBSERVATIONS.awaitEndOf("batch redis");
            return Map.of("a", "A");
        });

        executor.execute(BatchGenerator.zip(redis.get("secret:1"), blocking.get("a"), (one, other) -> other));

        assertThat(OBSERVATIONS.tree())
                .containsExactlyInAnyOrder("batch execution", "  batch redis", "    mget", "  batch blocking");
        assertThat(OBSERVATIONS.ended()).containsSubsequence("batch redis", "batch blocking", "batch execution");
    }

    @Test
    void readsAndWritesByJdbcHaveABatchEach() {
        database.execute("create table people (id bigint primary key, name varchar(20))");
        JdbcBatch jdbc = JdbcBatch.of(database);
        List<BatchableOperation<Integer>> inserts = List.of(insert(jdbc, 1), insert(jdbc, 2));
        var people =
                jdbc.table("people").columns("name").keyedBy(Long.class, "id").one(String.class);

        executor.execute(BatchGenerator.all(inserts));
        executor.execute(BatchGenerator.all(List.of(people.get(1L), people.get(2L), people.get(1L))));

        assertThat(OBSERVATIONS.tree())
                .containsExactly("batch execution", "  batch new people", "batch execution", "  batch people");
    }

    private static BatchableOperation<Integer> insert(JdbcBatch jdbc, long id) {
        return jdbc.update("insert into people (id, name) values (:id, :name)")
                .named("new people")
                .param("id", id)
                .param("name", "secret")
                .update();
    }
}
