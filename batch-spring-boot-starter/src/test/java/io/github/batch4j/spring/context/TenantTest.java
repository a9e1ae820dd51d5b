package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorJdbcAutoConfiguration;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Tenants whose data depends on a value bound to the thread: each gets only its own. */
@Tag("coroutines")
@ParameterizedClass
@EnumSource(TenantTest.Tenancy.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TenantTest {

    private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();
    private static EmbeddedPostgres postgres;

    /** The ways in which data sources depend on the thread. */
    enum Tenancy {
        A_DATABASE_EACH {
            @Override
            DataSource dataSource() {
                AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                    @Override
                    protected @Nullable Object determineCurrentLookupKey() {
                        return TENANT.get();
                    }
                };
                routing.setTargetDataSources(Map.of("a", database("a"), "b", database("b")));
                routing.setLenientFallback(false);
                routing.afterPropertiesSet();
                return new DelegatingDataSource(new LazyConnectionDataSourceProxy(routing));
            }

            private static DataSource database(String tenant) {
                JdbcDataSource source = new JdbcDataSource();
                source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                fill(source, "", tenant);
                return source;
            }
        },
        A_SCHEMA_EACH {
            @Override
            DataSource dataSource() {
                DataSource source = postgres.getPostgresDatabase();
                for (String tenant : List.of("a", "b")) {
                    new JdbcTemplate(source).execute("drop schema if exists " + tenant + " cascade");
                    new JdbcTemplate(source).execute("create schema " + tenant);
                    fill(source, tenant + ".", tenant);
                }
                return new DelegatingDataSource(source) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        Connection connection = super.getConnection();
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("set search_path to " + TENANT.get());
                        }
                        return connection;
                    }
                };
            }
        };

        abstract DataSource dataSource();
    }

    private static void fill(DataSource source, String schema, String tenant) {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        jdbc.execute("create table " + schema + "users (id bigint primary key, name varchar(20))");
        jdbc.update("insert into " + schema + "users values (1, ?)", "Ann of " + tenant);
        jdbc.update("insert into " + schema + "users values (2, ?)", "Bob of " + tenant);
    }

    record User(long id, String name) {}

    @Parameter
    private Tenancy tenancy;

    private final BatchTrace trace = new BatchTrace();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void clear() {
        TENANT.remove();
    }

    private interface Scenario {
        void run(BatchExecutor executor, Users users);
    }

    private record Users(
            BatchableOperation<User> ann, BatchableOperation<User> bob, Supplier<BatchGenerator<?>> rename) {}

    private ApplicationContextRunner application() {
        DataSource source = tenancy.dataSource();
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        BatchExecutorAutoConfiguration.class, BatchExecutorJdbcAutoConfiguration.class))
                .withBean(BatchTrace.class, () -> trace)
                .withBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
    }

    private void withPartition(Scenario scenario) {
        application().withBean(BatchPartition.class, Tenants::new).run(context -> run(context, scenario));
    }

    private static void run(ApplicationContext context, Scenario scenario) {
        JdbcBatch batch = context.getBean(JdbcBatch.class);
        var users = batch.table("users").keyedBy(Long.class, "id").one(User.class);
        var rename = batch.update("update users set name = :name where id = :id");
        scenario.run(
                context.getBean(BatchExecutorFactory.class).create(),
                new Users(
                        users.get(1L),
                        users.get(2L),
                        () -> rename.params(Map.of("id", 1, "name", "new")).update()));
    }

    private static <T> T as(String tenant, Supplier<T> code) {
        TENANT.set(tenant);
        try {
            return code.get();
        } finally {
            TENANT.remove();
        }
    }

    private static BatchGenerator<String> body(String tenant, BatchGenerator<User> generator) {
        return BatchGenerator.of(batch -> {
            TENANT.set(tenant);
            return batch.yield(generator).name() + ", " + TENANT.get();
        });
    }

    @Test
    void administratorSeesWhatEachHas() {
        withPartition((executor, users) -> {
            assertThat(as("a", () -> executor.execute(users.ann)).name()).isEqualTo("Ann of a");
            assertThat(as("b", () -> executor.execute(users.ann)).name()).isEqualTo("Ann of b");
            assertThat(as("a", () -> executor.execute(users.ann)).name()).isEqualTo("Ann of a");
            assertThat(trace.roundTrips()).as("the third is kept").isEqualTo(2);
        });
    }

    @Test
    void bodiesOfOneStepGetTheirOwnRows() {
        withPartition((executor, users) -> {
            assertThat(executor.executeAll(List.of(
                            body("a", users.ann), body("b", users.ann), body("b", users.bob), body("a", users.bob))))
                    .containsExactly("Ann of a, a", "Ann of b, b", "Bob of b, b", "Bob of a, a");
            assertThat(trace.batches()).hasToString("[[1, 2], [1, 2]]");
            assertThat(TENANT.get()).isNull();
        });
    }

    @Test
    void cachedGeneratorsAreRunForEach() {
        withPartition((executor, users) -> {
            CachedGenerator<String, User> cached = CachedGenerator.of("ann", any -> users.ann.map(user -> user));

            assertThat(executor.executeAll(List.of(body("a", cached.get("")), body("b", cached.get("")))))
                    .containsExactly("Ann of a, a", "Ann of b, b");
            assertThat(as("b", () -> executor.execute(cached.get(""))).name()).isEqualTo("Ann of b");
        });
    }

    @Test
    void writeOfOneIsReadByIt() {
        withPartition((executor, users) -> {
            as("a", () -> executor.execute(users.ann));
            as("b", () -> executor.execute(users.ann));
            as("a", () -> executor.execute(users.rename.get()));

            assertThat(as("a", () -> executor.execute(users.ann)).name()).isEqualTo("new");
            assertThat(as("b", () -> executor.execute(users.ann)).name()).isEqualTo("Ann of b");
        });
    }

    @Test
    void withoutAPartitionNothingIsKeptOfARoutingDataSource() {
        application()
                .run(context -> run(context, (executor, users) -> {
                    assertThat(as("a", () -> executor.execute(users.ann)).name())
                            .isEqualTo("Ann of a");
                    as("a", () -> executor.execute(users.ann));
                    boolean routing = tenancy == Tenancy.A_DATABASE_EACH;
                    assertThat(trace.roundTrips()).isEqualTo(routing ? 2 : 1);
                    if (routing) {
                        assertThat(as("b", () -> executor.execute(users.ann)).name())
                                .isEqualTo("Ann of b");
                    }
                }));
    }

    @Test
    void unlessThatIsWanted() {
        application()
                .withPropertyValues("batch-executor.jdbc.cache=true")
                .run(context -> run(context, (executor, users) -> {
                    as("a", () -> executor.execute(users.ann));
                    as("a", () -> executor.execute(users.ann));
                    assertThat(trace.roundTrips()).isEqualTo(1);
                }));
    }

    @Test
    void propertySwitchesItOffInSpiteOfAPartition() {
        application()
                .withBean(BatchPartition.class, Tenants::new)
                .withPropertyValues("batch-executor.jdbc.cache=false")
                .run(context -> run(context, (executor, users) -> {
                    as("a", () -> executor.execute(users.ann));
                    as("a", () -> executor.execute(users.ann));
                    assertThat(trace.roundTrips()).isEqualTo(2);
                }));
    }

    private static final class Tenants implements BatchPartition {

        @Override
        public @Nullable Object current() {
            return TENANT.get();
        }

        @Override
        public ThreadContext.Scope bind(@Nullable Object partition) {
            String before = TENANT.get();
            TENANT.set((String) partition);
            return () -> TENANT.set(before);
        }
    }
}
