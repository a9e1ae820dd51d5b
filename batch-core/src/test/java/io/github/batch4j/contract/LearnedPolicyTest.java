package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.Batcher;
import io.github.batch4j.LearnedPolicy;
import io.github.batch4j.ThreadContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    void soDoesOneOfPlainCode() {
        assertThat(last(WATCHED + 1, policy, Stores.async()::bodies))
                .containsExactly("1 users[a, bx, c]", "2 addresses[a, c]", "3 orders[bx, a, c]");
    }

    /** Users wait for those of the team in an asynchronous program: here they would change their order. */
    @Test
    void stepsWithABlockingBatchAreLeftAlone() {
        RecordingStore users = RecordingStore.blocking("users");
        RecordingStore teams = RecordingStore.blocking("teams");
        RecordingStore orders = RecordingStore.blocking("orders");
        Supplier<BatchGenerator<?>> program = () -> BatchGenerator.all(List.of(
                users.get("a").flatMap(orders::get),
                users.get("b").flatMap(orders::get),
                teams.get("t").flatMap(users::get)));
        Stores stores = Stores.async();
        Supplier<BatchGenerator<?>> mixed = () ->
                BatchGenerator.all(List.of(stores.pipelines(), teams.get("t").flatMap(teams::get)));

        assertThat(last(WATCHED + 1, policy, program))
                .containsExactly("1 users[a, b]", "1 teams[t]", "2 orders[A, B]", "2 users[T]");
        assertThat(last(WATCHED + 1, policy, mixed)).contains("2 orders[bx]", "3 orders[a, c]");
    }

    /** The orders of an item could be read before the write, and must not come to be read beside it. */
    @Test
    void noBatchWaitsInAProgramThatWrites() {
        Batcher<Write, String> log = Batcher.async(
                "log",
                writes -> CompletableFuture.completedFuture(
                        writes.stream().map(Write::key).toList()));
        Stores stores = Stores.async();
        Supplier<BatchGenerator<?>> program = () -> BatchGenerator.all(List.of(
                stores.pipelines(),
                stores.addresses()
                        .get("d")
                        .flatMap(address -> stores.addresses().get("e"))
                        .flatMap(address -> new Write(log, "w"))));

        assertThat(last(WATCHED + 1, policy, program))
                .containsExactly(
                        "1 users[a, bx, c]",
                        "1 addresses[d]",
                        "2 addresses[a, c, e]",
                        "2 orders[bx]",
                        "3 orders[a, c]",
                        "3 log[w]");
    }

    /** Equals works, except for the policy. */
    private static final class Part {

        @Override
        public boolean equals(@Nullable Object other) {
            for (StackTraceElement line : new Throwable().getStackTrace()) {
                assertThat(line.getClassName()).doesNotEndWith(".Prospect");
            }
            return other instanceof Part;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void aFailureOfThePolicyFailsNoExecution() {
        BatchPartition parts = new BatchPartition() {
            @Override
            public Part current() {
                return new Part();
            }

            @Override
            public ThreadContext.Scope bind(@Nullable Object partition) {
                return () -> {};
            }
        };
        Stores stores = Stores.async();
        for (int i = 0; i <= WATCHED + 1; i++) {
            SentLog log = new SentLog();
            BatchExecutor executor =
                    BatchExecutor.builder().sendPolicy(policy).partition(parts).build();
            executor.execute(stores.bodies(), log);
            assertThat(log.lines()).hasSize(4);
        }
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
    void aFileNamesNoBatcher(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("policy.txt");
        last(WATCHED + 1, policy, Stores.async()::bodies);
        policy.save(file);

        assertThat(Files.readString(file)).doesNotContainIgnoringCase("orders");
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining(any -> !file.equals(any));
    }

    @Test
    void aProgramThatIsNotInTheFileIsLeftAlone(@TempDir Path directory) {
        Path file = directory.resolve("policy.txt");
        policy.save(file);
        LearnedPolicy loaded = LearnedPolicy.load(file);

        assertThat(last(WATCHED + 1, loaded, Stores.async()::bodies)).contains("2 orders[bx]");
        assertThat(loaded).hasToString("a learned policy of 0 places");
    }

    @Test
    void aFileOfAnotherKindOrCutOffIsRefused(@TempDir Path directory) throws Exception {
        String head = "batch4j learned policy 1, places: ";
        String line = "12 AHEAD 10 1 1 1 ab 1\n";
        assertThat(LearnedPolicy.load(Files.writeString(directory.resolve("good.txt"), head + "1\n" + line)))
                .isNotNull();
        Map<String, String> files = Map.of(
                "something else\n",
                "LearnedPolicy.save",
                head + "2\n" + line,
                "cut off",
                head + "1\n" + line.strip(),
                "cut off",
                head + "2\n" + line + line,
                "line 3 a place that another line has, too",
                head + "1\n12 AHEAD 10 -1 1 1\n",
                "line 2 a negative number",
                head + "1\n12 AHEAD ten\n",
                "line 2 another number of words",
                head + "1\n12 AHEAD ten 1 1 1\n",
                "line 2 a word");
        files.forEach((text, message) -> {
            Path file = directory.resolve("policy.txt");
            assertThatThrownBy(() -> LearnedPolicy.load(Files.writeString(file, text)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("policy.txt")
                    .hasMessageContaining(message);
        });
        assertThatThrownBy(() -> LearnedPolicy.load(null)).hasMessageContaining("LearnedPolicy.load expects a file");
        assertThatThrownBy(() -> policy.save(null)).hasMessageContaining("LearnedPolicy.save expects a file");
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
