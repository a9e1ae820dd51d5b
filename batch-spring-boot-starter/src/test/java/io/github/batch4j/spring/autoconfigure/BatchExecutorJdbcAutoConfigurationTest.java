package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.TransactionExecutionListener;

/** The auto-configuration of batched access to a database. */
class BatchExecutorJdbcAutoConfigurationTest {

    private final ApplicationContextRunner none = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(BatchExecutorJdbcAutoConfiguration.class));

    private final ApplicationContextRunner runner =
            none.withBean(JdbcTemplate.class, () -> new JdbcTemplate(database("jdbc:h2:mem:test;DB_CLOSE_DELAY=-1")));

    @Test
    void asksTheDatabaseOfTheTemplate() {
        runner.run(context -> {
            context.getBean(JdbcTemplate.class).execute("create table if not exists t (id int)");

            assertThat(BatchExecutor.create().execute(read(context))).isEqualTo(false);
        });
    }

    @Test
    void batchHoldsAThousandKeysUnlessToldOtherwise() {
        runner.run(context -> assertThat(read(context).batcher().maxBatchSize()).isEqualTo(1000));
        runner.withPropertyValues("batch-executor.jdbc.max-batch-size=7")
                .run(context ->
                        assertThat(read(context).batcher().maxBatchSize()).isEqualTo(7));
    }

    @Test
    void answersAreKeptUnlessToldOtherwise() {
        runner.run(context -> assertThat(read(context).reads()).isNotNull());
        runner.withPropertyValues("batch-executor.jdbc.cache=false")
                .run(context -> assertThat(read(context).reads()).isNull());
    }

    @Test
    void queriesAreSharedIfThatIsSaid() {
        runner.run(context -> assertThat(callsUsedBy(context)).isZero());
        runner.withPropertyValues("batch-executor.jdbc.share-queries=true").run(context -> {
            assertThat(callsUsedBy(context)).isEqualTo(1);
            assertThat(context.getBean("jdbcSharedCalls", SharedCalls.class).maxCalls())
                    .as("that of a pool of Hikari")
                    .isEqualTo(10);
        });
    }

    @Test
    void limitOfSharedQueriesIsThatOfThePoolUnlessToldOtherwise() {
        HikariDataSource pool = database("jdbc:h2:mem:pool");
        pool.setMaximumPoolSize(3);
        DataSource wrapped = new DelegatingDataSource(pool);
        ApplicationContextRunner ofPool = none.withBean(JdbcTemplate.class, () -> new JdbcTemplate(wrapped));

        ofPool.run(context ->
                assertThat(context.getBean(SharedCalls.class).maxCalls()).isEqualTo(3));
        ofPool.withPropertyValues("batch-executor.jdbc.max-shared-queries=2")
                .run(context -> assertThat(context.getBean(SharedCalls.class).maxCalls())
                        .isEqualTo(2));
        ofPool.withPropertyValues("batch-executor.jdbc.max-shared-queries=0")
                .run(context -> assertThat(context).hasFailed());
        none.withBean(JdbcTemplate.class, () -> new JdbcTemplate(new SimpleDriverDataSource()))
                .run(context -> assertThat(context.getBean(SharedCalls.class).maxCalls())
                        .isEqualTo(10));
    }

    @Test
    void limitOfTheApplicationIsTheOnlyOneByType() {
        runner.withBean("mySharedCalls", SharedCalls.class, () -> SharedCalls.of(3))
                .withBean(Own.class)
                .withPropertyValues("batch-executor.jdbc.share-queries=true")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Own.class).calls.maxCalls()).isEqualTo(3);
                });
    }

    static final class Own {

        private final SharedCalls calls;

        Own(SharedCalls calls) {
            this.calls = calls;
        }
    }

    /** Returns the number of calls of the limit while a query is under way. */
    private static int callsUsedBy(AssertableApplicationContext context) {
        return BatchExecutor.create()
                .execute(context.getBean(JdbcBatch.class)
                        .sql("select 1 from (values (1)) as one(id)")
                        .one((row, number) -> context.getBean(SharedCalls.class).callsUnderWay()));
    }

    @Test
    void connectionIsNotAskedForAgainUnlessToldOtherwise() {
        assertThat(connectionsAskedForBy(none)).isEqualTo(1);
        assertThat(connectionsAskedForBy(none.withPropertyValues(
                        "batch-executor.jdbc.retry.max-retries=2", "batch-executor.jdbc.retry.delay=1ms")))
                .isEqualTo(3);
    }

    private static int connectionsAskedForBy(ApplicationContextRunner runner) {
        AtomicInteger asked = new AtomicInteger();
        HikariDataSource away = new HikariDataSource() {
            @Override
            public Connection getConnection() throws SQLTransientConnectionException {
                asked.incrementAndGet();
                throw new SQLTransientConnectionException("away");
            }
        };
        runner.withBean(JdbcTemplate.class, () -> new JdbcTemplate(away))
                .run(context -> assertThatThrownBy(() -> BatchExecutor.create().execute(read(context)))
                        .isInstanceOf(DataAccessResourceFailureException.class));
        return asked.get();
    }

    /** The resolution of JDBC's timeouts is one second. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // an interrupt does not end the query
    void timeIsLimitedIfThatIsSaid() {
        String endless = "select id from (values (1)) as one(id) where id in (:keys) and id ="
                + " (select max(a.x + b.x + 0.5) from system_range(1, 100000) as a, system_range(1, 100000) as b)";
        runner.withPropertyValues("batch-executor.jdbc.query-timeout=1ms").run(context -> {
            JdbcLoader<Integer, Boolean> loader = context.getBean(JdbcBatch.class)
                    .sql(endless)
                    .keyedBy(Integer.class, "id")
                    .exists();

            assertThatThrownBy(() -> BatchExecutor.create().execute(loader.get(1)))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("canceled");
            assertThat(context.getBean(JdbcTemplate.class).getQueryTimeout())
                    .as("the application's own template is left alone")
                    .isEqualTo(-1);
        });
    }

    @Test
    void switchedOffThereIsNone() {
        runner.withPropertyValues("batch-executor.jdbc.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(JdbcBatch.class));
    }

    @Test
    void switchedOffWithEverythingThereIsNone() {
        runner.withPropertyValues("batch-executor.enabled=false", "batch-executor.jdbc.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(JdbcBatch.class));
    }

    @Test
    void withoutSpringJdbcThereIsNone() {
        none.withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(BatchExecutorJdbcAutoConfiguration.class));
    }

    @Test
    void commitsAreHeardOfUnlessSwitchedOff() {
        String[] beans = {"batchExecutorCommits", "batchExecutorCommitContext"};
        runner.run(context -> assertThat(context.getBeanDefinitionNames()).contains(beans));
        for (String property : List.of("batch-executor.enabled=false", "batch-executor.jdbc.enabled=false")) {
            runner.withPropertyValues(property)
                    .run(context -> assertThat(context.getBeanDefinitionNames()).doesNotContain(beans));
        }
        none.withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .run(context -> assertThat(context.getBeanDefinitionNames()).doesNotContain(beans));
    }

    @Test
    void listenerAndContextOfTheApplicationReplaceThoseOfTheirNames() {
        TransactionExecutionListener listener = new TransactionExecutionListener() {};
        ThreadContext threadContext = () -> () -> () -> {};
        runner.withBean("batchExecutorCommits", TransactionExecutionListener.class, () -> listener)
                .withBean("batchExecutorCommitContext", ThreadContext.class, () -> threadContext)
                .run(context -> {
                    assertThat(context).getBean("batchExecutorCommits").isSameAs(listener);
                    assertThat(context).getBean("batchExecutorCommitContext").isSameAs(threadContext);
                });
    }

    @Test
    void withoutATemplateThereIsNone() {
        none.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(JdbcBatch.class));
    }

    @Test
    void withSeveralTemplatesThereIsNone() {
        runner.withBean("another", JdbcTemplate.class, () -> new JdbcTemplate(database("jdbc:h2:mem:another")))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(JdbcBatch.class));
    }

    @Test
    void oneOfTheApplicationIsLeftAlone() {
        JdbcBatch own = JdbcBatch.of(new JdbcTemplate(database("jdbc:h2:mem:own")));
        runner.withBean("own", JdbcBatch.class, () -> own)
                .run(context -> assertThat(context).getBean(JdbcBatch.class).isSameAs(own));
    }

    private static BatchableOperation<Boolean> read(AssertableApplicationContext context) {
        return context.getBean(JdbcBatch.class)
                .table("t")
                .keyedBy(Integer.class, "id")
                .exists()
                .get(1);
    }

    private static HikariDataSource database(String url) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(url);
        return database;
    }
}
