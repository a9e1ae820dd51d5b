package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.GeneratorCycleException;
import io.github.batch4j.SentBatch;
import io.github.batch4j.SharedGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are held back when many have begun, which neither blocks an execution nor adds batches. */
class MaxBodiesTest {

    private final SentLog sent = new SentLog();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private int begun;
    private int most;

    /** A store with a limit for the keys of a batch; the batcher of a level. */
    record Store(String name, int maxBatchSize) implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return operations.stream().map(ask -> ask.key() + "!").toList();
        }

        Ask get(Object key) {
            return new Ask(this, key.toString());
        }
    }

    private static BatchExecutor withMost(int bodies) {
        return BatchExecutor.builder().maxBodies(bodies).build();
    }

    /** A body that is counted from its beginning to its end. */
    private <T> BatchGenerator<T> counted(BatchGenerator<T> asked) {
        return BatchGenerator.of(batch -> {
            most = Math.max(most, ++begun);
            threads.add(Thread.currentThread());
            try {
                return batch.yield(asked);
            } finally {
                begun--;
            }
        });
    }

    private static List<BatchGenerator<String>> many(
            int count, java.util.function.IntFunction<BatchGenerator<String>> body) {
        return IntStream.range(0, count).mapToObj(body).toList();
    }

    private static List<Integer> sizes(BatchTrace trace) {
        return trace.entries().stream().map(entry -> entry.batch().size()).toList();
    }

    @Test
    void tenThousandThatWaitAreTenBatchesAndAThousandAtOnce() {
        Store store = new Store("s", 1_000);
        BatchTrace trace = new BatchTrace();

        List<String> results =
                BatchExecutor.create().execute(BatchGenerator.all(many(10_000, i -> counted(store.get(i)))), trace);

        assertThat(results).hasSize(10_000).startsWith("0!", "1!").endsWith("9999!");
        assertThat(sizes(trace)).hasSize(10).containsOnly(1_000);
        assertThat(most).isEqualTo(1_000);
        if (CoroutineKind.current() == CoroutineKind.PLATFORM_THREAD) {
            // A body that begins may overlook a thread that is just becoming idle.
            assertThat(threads).hasSizeBetween(1_000, 1_100);
        }
    }

    @Test
    void aBatcherWithoutALimitGetsAsManyAsThereMayBeBodies() {
        withMost(2).execute(BatchGenerator.all(many(5, i -> counted(new Store("s", 100).get(i)))), sent);

        assertThat(sent.lines()).containsExactly("1 s[0, 1]", "2 s[2, 3]", "3 s[4]");
        assertThat(most).isEqualTo(2);
    }

    @Test
    void ofAFullBatchWhatWouldBeABatchOfItsOwnIsKept() {
        Store store = new Store("s", 4);
        withMost(4)
                .execute(
                        BatchGenerator.all(many(
                                6,
                                i -> counted(BatchGenerator.all(
                                                List.of(store.get(i + "a"), store.get(i + "b"), store.get("x")))
                                        .map(Object::toString)))),
                        sent);

        assertThat(sent.lines())
                .containsExactly("1 s[0a, 0b, x, 1a]", "1 s[1b, 2a, 2b, 3a]", "2 s[3b, 4a, 4b, x]", "2 s[5a, 5b]");
    }

    @Test
    void onlyFullBatchesAreSentAsLongAsOthersMayBegin() {
        Store small = new Store("small", 2);
        Store large = new Store("large", 3);

        withMost(3).execute(BatchGenerator.all(many(8, i -> counted((i % 2 == 0 ? small : large).get(i)))), sent);

        assertThat(sent.lines()).containsExactly("1 small[0, 2]", "2 large[1, 3, 5]", "2 small[4, 6]", "2 large[7]");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 10})
    void ofTwoLevelsTheSecondOfSomeMakesAsManyBatchesAsWithoutALimit(int each) {
        assertThat(batchesOfTwoLevels(100, 1_000, each))
                .isEqualTo(batchesOfTwoLevels(Integer.MAX_VALUE, 1_000, each))
                .isEqualTo(List.of(10L, (1_000L / each + 99) / 100));
    }

    private static List<Long> batchesOfTwoLevels(int mostBodies, int bodies, int each) {
        Store first = new Store("first", 100);
        Store next = new Store("next", 100);
        BatchTrace trace = new BatchTrace();
        withMost(mostBodies)
                .execute(
                        BatchGenerator.all(many(
                                bodies,
                                i -> BatchGenerator.of(batch -> {
                                    String found = batch.yield(first.get(i));
                                    return i % each == 0 ? batch.yield(next.get(i)) : found;
                                }))),
                        trace);
        return List.of(count(trace, first), count(trace, next));
    }

    private static long count(BatchTrace trace, Store store) {
        return trace.entries().stream()
                .map(BatchTrace.Entry::batch)
                .map(SentBatch::batcher)
                .filter(store::equals)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void nestsThatAreWiderAndDeeperThanTheLimitDoNotHang(int most) {
        BatchTrace trace = new BatchTrace();

        assertThat(withMost(most).execute(nest(5, new Store("s", 4)), trace)).isEqualTo(243);
        assertThat(sizes(trace).stream().mapToInt(Integer::intValue).sum()).isEqualTo(243);
        assertThat(sizes(trace).stream().filter(size -> size < Math.min(4, most)))
                .hasSizeLessThanOrEqualTo(1);
    }

    private static BatchGenerator<Integer> nest(int depth, Store store) {
        int[] asked = new int[1];
        return nest(depth, store, asked);
    }

    private static BatchGenerator<Integer> nest(int depth, Store store, int[] asked) {
        return BatchGenerator.of(batch -> {
            if (depth == 0) {
                batch.yield(store.get(asked[0]++));
                return 1;
            }
            List<BatchGenerator<Integer>> below = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                below.add(nest(depth - 1, store, asked));
            }
            return batch.yieldAll(below).stream().mapToInt(Integer::intValue).sum();
        });
    }

    @Test
    void thoseBelowABodyBeginBeforeThoseBesideIt() {
        Store store = new Store("s", 2);
        withMost(2)
                .execute(
                        BatchGenerator.all(many(
                                20,
                                i -> counted(BatchGenerator.zip(
                                        counted(store.get(i + "a")), counted(store.get(i + "b")), String::concat)))),
                        sent);

        assertThat(sent.lines()).hasSize(20).startsWith("1 s[0a, 0b]", "2 s[1a, 1b]", "3 s[2a, 2b]");
        assertThat(most).isLessThanOrEqualTo(2 + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theBodyOfASharedGeneratorBeginsForWhomeverWaitsForIt(int most) {
        SharedGenerator<String> shared = BatchGenerator.<String>of(batch -> batch.yield(new Store("s", 1).get("a")))
                .shared();
        CachedGenerator<Integer, String> cached =
                CachedGenerator.of("cached", key -> BatchGenerator.of(batch -> batch.yield(shared) + key));

        List<String> results = withMost(most)
                .execute(
                        BatchGenerator.all(many(5, i -> BatchGenerator.of(batch -> batch.yield(cached.get(1))))), sent);

        assertThat(results).hasSize(5).containsOnly("a!1");
        assertThat(sent.lines()).containsExactly("1 s[a]");
    }

    @Test
    void blockingCodeWithinBlockingCode() {
        BatchExecutor executor = withMost(1);
        Store store = new Store("s", 2);

        List<String> results = executor.all(
                List.of("a", "b"),
                key -> executor.zip(
                        () -> executor.execute(store.get(key)),
                        () -> executor.all(List.of(1, 2), i -> executor.execute(store.get(key + i), sent)),
                        (one, more) -> one + more));

        assertThat(results).containsExactly("a![a1!, a2!]", "b![b1!, b2!]");
    }

    @Test
    void aLayeredBatchWaitsForMoreLikeAnyOther() {
        RecordingStore below = RecordingStore.blocking("below");
        RecordingStore over = RecordingStore.over(below, "over");

        withMost(2).execute(BatchGenerator.all(many(5, i -> counted(over.get("k" + i)))));

        assertThat(over.batches()).containsExactly("[k0, k1]", "[k2, k3]", "[k4]");
        assertThat(below.batches()).containsExactly("[k0, k1]", "[k2, k3]", "[k4]");
    }

    @Test
    void thoseThatNeverWaitAreNotHeldBack() {
        List<String> results =
                withMost(1).execute(BatchGenerator.all(many(1_000, i -> BatchGenerator.of(batch -> "r" + i))), sent);

        assertThat(results).hasSize(1_000).endsWith("r999");
        assertThat(sent.lines()).isEmpty();
    }

    @Test
    void pipelinesBesideThemAreSentWhenNobodyIsHeldAnyMore() {
        Store store = new Store("s", 3);
        Store other = new Store("other", 3);
        withMost(1)
                .execute(
                        BatchGenerator.zip(
                                other.get("p").flatMap(name -> other.get(name)),
                                BatchGenerator.all(many(3, i -> counted(store.get(i)))),
                                (one, more) -> one),
                        sent);

        assertThat(sent.lines()).containsExactly("1 other[p]", "1 s[0]", "2 other[p!]", "2 s[1]", "3 s[2]");
    }

    @Test
    void aBatcherWhoseLimitIsBrokenFailsThoseWhoAskIt() {
        Store broken = new Store("broken", 0);

        Throwable thrown =
                catchThrowable(() -> withMost(1).execute(BatchGenerator.all(many(3, i -> counted(broken.get(i))))));

        assertThat(thrown).hasMessage("broken.maxBatchSize returned 0, expected at least 1");
        assertThat(begun).isZero();
    }

    @Test
    void oneThatIsHeldWhenTimeIsUpNeverBegins() {
        ManualStore never = new ManualStore("never");
        List<BatchGenerator<String>> bodies = many(5, i -> counted(never.get("k" + i)));

        assertThat(catchThrowable(() -> withMost(1).execute(BatchGenerator.all(bodies), Duration.ofMillis(20))))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(most).isEqualTo(1);
        assertThat(begun).isZero();
    }

    @Test
    void aCycleIsFoundWhenNobodyIsHeldAnyMore() {
        SharedGenerator<?>[] self = new SharedGenerator<?>[1];
        SharedGenerator<Object> shared =
                BatchGenerator.<Object>of(batch -> batch.yield(self[0])).shared();
        self[0] = shared;
        List<BatchGenerator<Object>> all = new ArrayList<>(List.of(shared));
        many(3, i -> counted(new Store("s", 2).get(i))).forEach(body -> all.add(body.map(name -> name)));

        assertThat(catchThrowable(() -> withMost(1).execute(BatchGenerator.all(all), sent)))
                .isInstanceOf(GeneratorCycleException.class);
        assertThat(sent.lines()).isNotEmpty();
        assertThat(begun).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLimitThatLetsNobodyBeginIsRefused(int bodies) {
        assertThat(catchThrowable(() -> withMost(bodies)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchExecutor.Builder.maxBodies expects at least 1, got " + bodies);
    }
}
