package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.LearnedPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link LearnedPolicy}: batches wait for what is on the way, with the same results. */
class LearnedPolicyTest {

    /** The number of executions that a program is watched before its batches wait. */
    private static final int WATCHED = 20;

    private static final List<String> PAGE = List.of("a", "bx", "c");

    private final LearnedPolicy policy = LearnedPolicy.create();

    /** The stores of a page on which each item has a user, an address unless it is skipped, and orders. */
    private record Stores(RecordingStore users, RecordingStore addresses, RecordingStore orders) {

        static Stores blocking() {
            return new Stores(
                    RecordingStore.blocking("users"),
                    RecordingStore.blocking("addresses"),
                    RecordingStore.blocking("orders"));
        }

        static Stores async() {
            return new Stores(
                    RecordingStore.async("users"), RecordingStore.async("addresses"), RecordingStore.async("orders"));
        }

        BatchGenerator<String> pipeline(String id) {
            return users.get(id)
                    .flatMap(user -> isSkipped(id) ? BatchGenerator.value(user) : addresses.get(id))
                    .flatMap(address -> orders.get(id));
        }

        BatchGenerator<String> plainCode(String id) {
            return BatchGenerator.of(batch -> {
                batch.yield(users.get(id));
                if (!isSkipped(id)) {
                    batch.yield(addresses.get(id));
                }
                return batch.yield(orders.get(id));
            });
        }

        private static boolean isSkipped(String id) {
            return id.endsWith("x");
        }

        BatchGenerator<?> pipelines() {
            return BatchGenerator.all(PAGE, this::pipeline);
        }

        BatchGenerator<?> bodies() {
            return BatchGenerator.all(PAGE, this::plainCode);
        }
    }

    /** Runs a program several times, each time called from the same lines; returns the batches of the last time. */
    private static List<String> last(int times, LearnedPolicy policy, Supplier<BatchGenerator<?>> program) {
        List<String> sent = List.of();
        for (int i = 0; i < times; i++) {
            SentLog log = new SentLog();
            BatchExecutor.builder().sendPolicy(policy).build().execute(program.get(), log);
            sent = log.lines();
        }
        return sent;
    }

    @Test
    void anItemThatSkipsAStepWaitsForTheOthersAndNoStepIsAdded() {
        assertThat(last(WATCHED, policy, Stores.async()::pipelines))
                .containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "2 orders[bx]", "3 orders[a, c]");
        assertThat(last(1, policy, Stores.async()::pipelines))
                .containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "3 orders[bx, a, c]");
    }

    @Test
    void soDoesOneOfPlainCodeAndOnStoresThatBlock() {
        assertThat(last(WATCHED + 1, policy, Stores.async()::bodies))
                .containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "3 orders[bx, a, c]");
        assertThat(last(WATCHED + 1, LearnedPolicy.create(), Stores.blocking()::bodies))
                .containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "2 orders[bx, a, c]");
    }

    /** Two users could go on at once, so that their batch is sent first, unless more users are known to be coming. */
    @Test
    void aBlockingBatchWaitsForWhatAnotherOneLeadsTo() {
        RecordingStore users = RecordingStore.blocking("users");
        RecordingStore teams = RecordingStore.blocking("teams");
        RecordingStore orders = RecordingStore.blocking("orders");
        Supplier<BatchGenerator<?>> program = () -> BatchGenerator.all(List.of(
                users.get("a").flatMap(orders::get),
                users.get("b").flatMap(orders::get),
                teams.get("t").flatMap(users::get)));

        assertThat(last(WATCHED, policy, program))
                .containsExactly("1 users[a, b]", "1 teams[t]", "2 orders[A, B]", "2 users[T]");
        assertThat(last(1, policy, program)).containsExactly("1 teams[t]", "1 users[a, b, T]", "2 orders[A, B]");
    }

    @Test
    void operationsThatAreNotMergedKeepTheirOrder() {
        Batcher<Write, String> log = Batcher.blocking(
                "log", writes -> writes.stream().map(Write::key).toList());
        RecordingStore users = RecordingStore.blocking("users");
        Supplier<BatchGenerator<?>> program = () -> BatchGenerator.all(
                List.of(new Write(log, "first"), users.get("a").flatMap(user -> new Write(log, "second"))));

        assertThat(last(WATCHED + 1, policy, program)).containsExactly("1 log[first]", "1 users[a]", "2 log[second]");
    }

    @Test
    void whatWasLearnedIsKeptInAFileAndThenHoldsFromTheFirstExecutionOn(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("policy.txt");
        List<List<String>> pages = new ArrayList<>();
        for (LearnedPolicy used = policy; pages.size() < 2; used = LearnedPolicy.load(file)) {
            pages.add(last(used == policy ? WATCHED + 1 : 1, used, Stores.async()::bodies));
            used.save(file);
        }
        List<String> lines = Files.readAllLines(file);
        LearnedPolicy.load(file).save(file);

        assertThat(pages.get(0)).containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "3 orders[bx, a, c]");
        assertThat(pages.get(1)).isEqualTo(pages.get(0));
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
    }

    @Test
    void aFileOfAnotherKindIsRefused(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("policy.txt"), "something else\n");

        assertThatThrownBy(() -> LearnedPolicy.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LearnedPolicy.save")
                .hasMessageContaining("policy.txt");
        Files.writeString(file, "batch4j learned policy 1\n12 AHEAD ten\n");
        assertThatThrownBy(() -> LearnedPolicy.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void executorsOfManyThreadsLearnTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<String>>> pages = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                pages.add(() -> last(WATCHED + 1, policy, Stores.async()::pipelines));
            }
            for (Future<List<String>> page : threads.invokeAll(pages)) {
                assertThat(page.get()).containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "3 orders[bx, a, c]");
            }
        } finally {
            threads.shutdown();
        }
    }
}
