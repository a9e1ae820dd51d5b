package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorContextAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorJdbcAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorTransactionAutoConfiguration;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The login and the logging context that a row mapper finds when its query is shared with others. */
@Timeout(60)
class SharedQueriesContextTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorContextAutoConfiguration.class,
                    BatchExecutorTransactionAutoConfiguration.class,
                    BatchExecutorJdbcAutoConfiguration.class))
            .withPropertyValues("batch-executor.jdbc.share-queries=true", "batch-executor.jdbc.max-shared-queries=1")
            .withBean(JdbcTemplate.class, SharedQueriesContextTest::database);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private static JdbcTemplate database() {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl("jdbc:h2:mem:shared-contexts");
        JdbcTemplate jdbc = new JdbcTemplate(source);
        jdbc.execute("create table users (id int)");
        jdbc.update("insert into users values (1), (2)");
        return jdbc;
    }

    /** A user that makes requests on a thread of its own, with resources that a filter has bound to it. */
    private record Caller(@Nullable String login) {

        String ask(JdbcLoader<Integer, String> users, BatchExecutor executor, int id) {
            if (login != null) {
                SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(login, ""));
                MDC.put("user", login);
            }
            TransactionSynchronizationManager.bindResource("filter", this);
            try {
                String seen = executor.execute(users.get(id));
                return seen + ", afterwards " + current() + " "
                        + (TransactionSynchronizationManager.getResource("filter") == this);
            } finally {
                TransactionSynchronizationManager.unbindResource("filter");
                SecurityContextHolder.clearContext();
                MDC.clear();
            }
        }

        static String current() {
            Authentication user = SecurityContextHolder.getContext().getAuthentication();
            return (user == null ? null : user.getName()) + " " + MDC.get("user");
        }
    }

    @Test
    void isThatOfTheAskerWhicheverThreadMapsTheRow() {
        runner.run(context -> {
            BatchExecutorFactory executors = context.getBean(BatchExecutorFactory.class);
            SharedCalls calls = context.getBean(SharedCalls.class);
            JdbcLoader<Integer, String> users = context.getBean(JdbcBatch.class)
                    .table("users")
                    .keyedBy(Integer.class, "id")
                    .one((row, number) -> {
                        if (underWay.getCount() > 0) {
                            underWay.countDown();
                            awaitUninterrupted(release);
                        }
                        return Caller.current();
                    });
            Future<?> first = threads.submit(() -> new Caller("zoe").ask(users, executors.create(), 1));
            underWay.await();
            List<String> logins = new ArrayList<>(List.of("ann", "bob", "eve", "ida"));
            logins.add(null);
            List<Future<String>> asked = new ArrayList<>();
            for (String login : logins) {
                int before = calls.waitingBatches();
                asked.add(threads.submit(() -> new Caller(login).ask(users, executors.create(), 1)));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> calls.waitingBatches() > before);
            }

            release.countDown();

            for (int i = 0; i < logins.size(); i++) {
                String own = logins.get(i) + " " + logins.get(i);
                assertThat(asked.get(i).get()).isEqualTo(own + ", afterwards " + own + " true");
            }
            assertThat(first.get()).isEqualTo("zoe zoe, afterwards zoe zoe true");
            assertThat(calls.mergedBatches()).isEqualTo(logins.size() - 1L);
        });
        threads.shutdown();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
