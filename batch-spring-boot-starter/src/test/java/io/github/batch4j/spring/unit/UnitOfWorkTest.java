package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorWebAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Units of work, and the one executor that a service has injected, wherever it is called. */
@Tag("coroutines")
@SpringJUnitWebConfig({
    Orders.Traced.class,
    BatchExecutorAutoConfiguration.class,
    BatchExecutorWebAutoConfiguration.class
})
class UnitOfWorkTest {

    @Autowired
    private BatchExecutorFactory executors;

    @Autowired
    private BatchExecutor executor;

    @Autowired
    private Orders orders;

    @Autowired
    private BatchTrace trace;

    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    /** Spring's test support has bound one to the thread of the test. */
    @BeforeEach
    void resetRequest() {
        RequestContextHolder.resetRequestAttributes();
        trace.clear();
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
        RequestContextHolder.resetRequestAttributes();
        assertThat(UnitOfWork.current()).isNull();
    }

    private List<String> sent() {
        return trace.batches().stream().map(List::toString).toList();
    }

    private void findTwice() {
        assertThat(orders.find("a")).isEqualTo("order a");
        assertThat(orders.find("a")).isEqualTo("order a");
    }

    @Test
    void elsewhereEachCallHasAnExecutorOfItsOwn() {
        findTwice();

        assertThat(sent()).containsExactly("[a]", "[a]");
    }

    @Test
    void callsInAUnitShareOne() {
        executors.run(this::findTwice);
        executors.run(this::findTwice);

        assertThat(sent()).as("one of each unit").containsExactly("[a]", "[a]");
    }

    @Test
    void unitMayHaveAResult() {
        assertThat(executors.call(() -> orders.find("a") + orders.find("a"))).isEqualTo("order aorder a");

        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void blockingCodeSideBySideIsBatchedElsewhere() {
        assertThat(executor.all(List.of("a", "b"), orders::find)).containsExactly("order a", "order b");

        assertThat(sent()).containsExactly("[a, b]");
    }

    @Test
    void unitInsideOfAUnitJoinsIt() {
        executors.run(() -> {
            orders.find("a");
            executors.run(() -> orders.find("a"));
            orders.find("a");
        });

        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void unitInsideOfAnExecutionJoinsIt() {
        List<String> found = executor.all(
                List.of("a", "b"),
                key -> executors.call(() -> {
                    assertThat(UnitOfWork.current())
                            .as("a unit in an execution, which other bodies on the thread would get")
                            .isNull();
                    return orders.find(key) + orders.find(key);
                }));

        assertThat(found).containsExactly("order aorder a", "order border b");
        assertThat(sent()).containsExactly("[a, b]");
    }

    @Test
    void executionOfAnotherExecutorIsJoinedInAUnitToo() {
        BatchExecutor other = executors.create();
        executors.run(() -> other.execute(
                BatchGenerator.zip(BatchGenerator.value("a").map(orders::find), new Orders.Read("b"), String::concat)));

        assertThat(sent()).containsExactly("[a, b]");
    }

    @Test
    void unitInARequestJoinsIt() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        orders.find("a");
        executors.run(() -> orders.find("a"));
        orders.find("a");

        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void unitAfterARequestIsNew() {
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestContextHolder.setRequestAttributes(request);
        orders.find("a");
        request.requestCompleted();
        executors.run(this::findTwice);

        assertThat(sent()).containsExactly("[a]", "[a]");
    }

    @Test
    void failureLeavesNothingOnTheThreadOfAPool() {
        RuntimeException boom = new IllegalStateException("boom");

        assertThatThrownBy(() -> inPool(() -> executors.run(() -> {
                    orders.find("a");
                    throw boom;
                })))
                .hasCause(boom);
        inPool(() -> {
            assertThat(UnitOfWork.current()).isNull();
            assertThat(BatchExecutor.current()).isNull();
            orders.find("a");
        });
        inPool(() -> executors.run(() -> orders.find("a")));

        assertThat(sent()).containsExactly("[a]", "[a]", "[a]");
    }

    @Test
    void failedInnerUnitDoesNotEndTheOuter() {
        executors.run(() -> {
            orders.find("a");
            assertThatThrownBy(() -> executors.run(() -> {
                        throw new IllegalStateException("inner");
                    }))
                    .hasMessage("inner");
            orders.find("a");
        });

        assertThat(sent()).containsExactly("[a]");
    }

    @Test
    void anotherThreadIsNotInTheUnit() {
        executors.run(() -> {
            orders.find("a");
            inPool(() -> orders.find("a"));
            orders.find("a");
        });

        assertThat(sent()).containsExactly("[a]", "[a]");
    }

    @Test
    void otherThreadsOfARequestWorkBesideIt() {
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestContextHolder.setRequestAttributes(request);
        String both = executor.execute(new Orders.Read("a").map(a -> {
            inPool(() -> {
                RequestContextHolder.setRequestAttributes(request); // as some decorators of tasks do
                assertThat(orders.find("b")).isEqualTo("order b");
                RequestContextHolder.resetRequestAttributes();
            });
            return a + orders.find("c");
        }));

        assertThat(both).isEqualTo("order aorder c");
        assertThat(sent()).containsExactly("[a]", "[b]", "[c]");
    }

    @Test
    void failedCallGivesTheExecutorOfTheRequestBack() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        Duration limit = Duration.ofSeconds(30);
        BatchGenerator<String> failing = new Orders.Read("a").map(a -> {
            throw new IllegalStateException("boom");
        });
        assertThatThrownBy(() -> executor.execute(failing)).hasMessage("boom");
        assertThatThrownBy(() -> executor.execute(failing, limit)).hasMessage("boom");
        orders.find("a");
        assertThat(executor.execute(new Orders.Read("a"), limit)).isEqualTo("order a");

        assertThat(sent()).as("by one executor, which keeps what it has read").containsExactly("[a]");
    }

    @Test
    void callWithALimitOnAnotherThreadOfARequestWorksBesideIt() {
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestContextHolder.setRequestAttributes(request);
        Duration limit = Duration.ofSeconds(30);
        executor.execute(
                new Orders.Read("a").map(a -> {
                    inPool(() -> {
                        RequestContextHolder.setRequestAttributes(request);
                        assertThat(executor.execute(new Orders.Read("a"), limit))
                                .isEqualTo("order a");
                        RequestContextHolder.resetRequestAttributes();
                    });
                    return a;
                }),
                limit);

        assertThat(sent()).as("one by each executor").containsExactly("[a]", "[a]");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void virtualThreadIsAUnitOfItsOwn() {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();
        threads.setVirtualThreads(true);
        CompletableFuture.runAsync(
                        () -> {
                            executors.run(() -> {
                                executor.all(List.of("a", "b"), orders::find);
                                findTwice();
                            });
                            assertThat(UnitOfWork.current()).isNull();
                            assertThat(BatchExecutor.current()).isNull();
                            findTwice();
                        },
                        threads)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();

        assertThat(sent()).containsExactly("[a, b]", "[a]", "[a]");
    }

    private void inPool(Runnable task) {
        CompletableFuture.runAsync(task, pool).orTimeout(30, TimeUnit.SECONDS).join();
    }
}
