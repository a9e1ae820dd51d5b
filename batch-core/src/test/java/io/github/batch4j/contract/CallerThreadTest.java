package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The threads that may call execute, and the threads on which user code runs. */
class CallerThreadTest {

    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore orders = RecordingStore.async("orders");

    private List<String> run() {
        BatchGenerator<String> body =
                BatchGenerator.of(batch -> batch.yield(users.get(batch.yield(orders.get("a")) + "1")));
        return BatchExecutor.create().executeAll(List.of(body, orders.get("b").flatMap(users::get)));
    }

    @Test
    void functionsRunOnTheCallersThread() {
        BatchGenerator<Thread> pipeline = orders.get("a").map(name -> Thread.currentThread());

        assertThat(BatchExecutor.create().execute(pipeline)).isSameAs(Thread.currentThread());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void theCallerMayBeAVirtualThread() throws Exception {
        Method newExecutor = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        ExecutorService virtual = (ExecutorService) newExecutor.invoke(null);

        CompletableFuture<List<String>> result = CompletableFuture.supplyAsync(this::run, virtual);

        assertThat(result.get()).containsExactly("A1", "B");
        virtual.shutdown();
    }

    @Test
    void manyThreadsMayRunTheSameGeneratorsEachInAnExecutorOfItsOwn() throws Exception {
        BatchGenerator<String> body = BatchGenerator.of(batch -> batch.yield(BatchGenerator.value("a")) + "!");
        List<TestThread<String>> threads = List.of("one", "two", "three", "four").stream()
                .map(name -> TestThread.start(name, () -> BatchExecutor.create().execute(body)))
                .toList();

        for (TestThread<String> thread : threads) {
            assertThat(thread.result()).isEqualTo("a!");
        }
    }
}
