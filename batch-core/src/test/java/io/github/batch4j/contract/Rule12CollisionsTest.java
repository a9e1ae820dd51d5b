package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Rule 12 for keys with the same hash code, as a client may choose them: the number of comparisons grows with n, not
 * n².
 */
class Rule12CollisionsTest {

    private static final int MANY = 40_000;

    /** Far above the comparisons of usual keys, far below the 800,000,000 of a linear search. */
    private static final int FEW = 10 * MANY;

    private static int compared;

    /** A key that counts its comparisons, with the equality of a record. */
    private record Counted(Object key) {

        @Override
        public final boolean equals(Object other) {
            compared++;
            return other instanceof Counted counted && key.equals(counted.key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }

    /** An operation with the equality of a record. */
    private record Load(Batcher<Load, Object> batcher, Counted key, long version)
            implements BatchableOperation<Object> {

        @Override
        public Object reads() {
            return key;
        }
    }

    private record Pair(String first, String second) {}

    private record Point(long x, long y) {}

    private final List<Integer> batches = new ArrayList<>();
    private final Batcher<Load, Object> store = Batcher.blocking("store", operations -> {
        batches.add(operations.size());
        return operations.stream().<Object>map(load -> load.key().key()).toList();
    });

    /** Strings of 16 syllables, each either Aa or BB, whose hash codes are the same. */
    private static String text(int number) {
        return IntStream.range(0, 16)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .reduce("", String::concat);
    }

    private List<Load> loads(Function<Integer, Object> keys) {
        compared = 0;
        return IntStream.range(0, MANY)
                .mapToObj(number -> new Load(store, new Counted(keys.apply(number)), 1))
                .toList();
    }

    private void areFewComparisons(Function<Integer, Object> keys) {
        List<Load> loads = loads(keys);
        assertThat(loads.stream().map(Object::hashCode).distinct()).hasSize(1);
        List<BatchGenerator<Object>> twice = new ArrayList<>(loads);
        twice.addAll(loads);

        List<Object> answers = BatchExecutor.create().executeAll(twice);

        assertThat(answers.subList(0, MANY)).doesNotHaveDuplicates().isEqualTo(answers.subList(MANY, 2 * MANY));
        assertThat(batches).containsExactly(MANY);
        assertThat(compared).isBetween(1, FEW);
    }

    @Test
    void strings() {
        areFewComparisons(Rule12CollisionsTest::text);
    }

    @Test
    void recordsOfStrings() {
        areFewComparisons(number -> new Pair(text(number), text(number / 2)));
    }

    @Test
    void longs() {
        areFewComparisons(number -> (long) number << 32 | number);
    }

    @Test
    void recordsOfLongs() {
        areFewComparisons(number -> new Point((long) number << 32 | number, 7));
    }

    @Test
    void lists() {
        areFewComparisons(number -> List.of(text(number), 1));
    }

    /** A name with an equality that ignores case, and a matching hash code. */
    private record Name(Batcher<Name, Integer> batcher, String text) implements BatchableOperation<Integer> {

        @Override
        public boolean equals(Object other) {
            return other instanceof Name name && text.equalsIgnoreCase(name.text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(Locale.ROOT).replace("bb", "c#").hashCode();
        }

        @Override
        public Object reads() {
            return this;
        }
    }

    @Test
    void recordsWithAnEqualityOfTheirOwnAreStillMergedAndKept() {
        List<Integer> sizes = new ArrayList<>();
        Batcher<Name, Integer> names = Batcher.blocking("names", operations -> {
            sizes.add(operations.size());
            return operations.stream().map(name -> 1).toList();
        });
        List<Name> all = IntStream.range(0, 500)
                .mapToObj(number -> new Name(names, text(number)))
                .toList();
        List<Name> others = all.stream()
                .map(name -> new Name(names, name.text().toLowerCase(Locale.ROOT)))
                .toList();
        List<Name> twice = new ArrayList<>(all);
        twice.addAll(others);
        BatchExecutor keeping = BatchExecutor.builder().keepAnswers(10_000).build();

        keeping.executeAll(twice);
        for (int i = 0; i < 10; i++) { // more batches than are searched one by one
            keeping.execute(new Name(names, "n" + i));
        }
        keeping.executeAll(others);

        assertThat(sizes).startsWith(500).hasSize(11);
    }

    @Test
    void keptAnswers() {
        BatchExecutor keeping = BatchExecutor.builder().keepAnswers(MANY).build();
        BatchTrace trace = new BatchTrace();
        List<Load> loads = loads(Rule12CollisionsTest::text);
        for (int from = 0; from < MANY; from += MANY / 10) { // more batches than are searched one by one
            keeping.executeAll(loads.subList(from, from + MANY / 10));
        }

        assertThat(keeping.execute(BatchGenerator.all(loads), trace)).hasSize(MANY);

        assertThat(trace.roundTrips()).isZero();
        assertThat(compared).isBetween(1, 2 * FEW);
    }

    @Test
    void cachedGenerators() {
        BatchExecutor executor = BatchExecutor.create();
        CachedGenerator<Counted, Object> cached =
                CachedGenerator.of("cached", key -> new Load(store, key, 1).map(value -> value));
        List<Counted> keys =
                loads(Rule12CollisionsTest::text).stream().map(Load::key).toList();

        executor.execute(BatchGenerator.all(keys, cached::get));
        executor.execute(BatchGenerator.all(keys, cached::get));

        assertThat(batches).containsExactly(MANY);
        assertThat(compared).isBetween(1, 2 * FEW);
    }

    @Test
    void batchers() {
        record Tenant(Counted tenant) implements Batcher.Blocking<Load, Object> {

            @Override
            public List<Object> runBatch(List<Load> operations) {
                return List.of("answer");
            }
        }
        List<Load> loads = LongStream.range(0, MANY / 10)
                .mapToObj(number -> new Load(new Tenant(new Counted(text((int) number))), new Counted("key"), number))
                .toList();
        compared = 0;

        assertThat(BatchExecutor.create().executeAll(loads)).hasSize(MANY / 10).containsOnly("answer");
        assertThat(compared).isLessThan(FEW);
    }
}
