package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each partition has its own batches, its own cached answers, and its own results of cached and shared generators. */
class PartitionTest {

    private final Tenants tenants = new Tenants();
    private final SentLog sent = new SentLog();
    private final List<String> batches = new ArrayList<>();
    private final BatchExecutor executor = BatchExecutor.builder()
            .partition(tenants)
            .cache(1000)
            .listener(sent)
            .build();

    /** A store that answers with the tenant bound when it is called. */
    private final Batcher<Get, String> store = Batcher.blocking("store", this::answer);

    record Get(Batcher<Get, String> batcher, String key, boolean isWrite) implements BatchableOperation<String> {

        @Override
        public Object reads() {
            return isWrite ? null : key;
        }

        @Override
        public Object writes() {
            return isWrite ? key : null;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private List<String> answer(List<Get> asked) {
        batches.add(tenants.current() + asked);
        return asked.stream().map(get -> get.key() + " of " + tenants.current()).toList();
    }

    private Get get(String key) {
        return new Get(store, key, false);
    }

    private BatchGenerator<String> as(String tenant, Supplier<BatchGenerator<String>> generator) {
        return BatchGenerator.of(batch -> {
            tenants.use(tenant);
            return batch.yield(generator.get());
        });
    }

    private BatchGenerator<String> as(String tenant, BatchGenerator<String> generator) {
        return as(tenant, () -> generator);
    }

    /** The forms of batchers, which all see the partition bound. */
    private enum Form {
        BLOCKING {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return test.store;
            }
        },
        ASYNC {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return Batcher.async("store", asked -> CompletableFuture.completedStage(test.answer(asked)));
            }
        },
        LAZY {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return Batcher.async("store", asked -> {
                    test.batches.add(test.tenants.current() + asked);
                    return CompletableFuture.completedStage(
                            BatchResults.whenRead(asked, get -> get.key() + " of " + test.tenants.current()));
                });
            }
        },
        /** Answers by a list of the user's own that computes when it is read. */
        LAZY_LIST {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return Batcher.async("store", asked -> {
                    test.batches.add(test.tenants.current() + asked);
                    return CompletableFuture.completedStage(new AbstractList<String>() {
                        @Override
                        public String get(int index) {
                            return asked.get(index).key() + " of " + test.tenants.current();
                        }

                        @Override
                        public int size() {
                            return asked.size();
                        }
                    });
                });
            }
        },
        LAYERED {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return Batcher.layered("store", asked -> value(test.answer(asked)));
            }
        },
        LAYERED_ON_ANOTHER {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return Batcher.layered(
                        "layer",
                        asked -> BatchGenerator.all(asked, get -> value(0).flatMap(any -> test.get(get.key()))));
            }
        },
        LAYERED_BODY {
            @Override
            Batcher<Get, String> batcher(PartitionTest test) {
                return Batcher.layered(
                        "layer",
                        asked -> BatchGenerator.all(
                                asked,
                                get -> BatchGenerator.of(batch -> test.tenants.current() == null
                                        ? "in none"
                                        : batch.yield(test.get(get.key())))));
            }
        };

        abstract Batcher<Get, String> batcher(PartitionTest test);
    }

    @ParameterizedTest
    @EnumSource
    void bodiesOfOneStepHaveBatchesOfTheirOwn(Form form) {
        Batcher<Get, String> batcher = form.batcher(this);
        Get x = new Get(batcher, "x", false);
        Get y = new Get(batcher, "y", false);

        assertThat(executor.executeAll(List.of(as("a", x), as("b", x), as("a", y), as("b", x))))
                .containsExactly("x of a", "x of b", "y of a", "x of b");
        assertThat(batches).containsExactly("a[x, y]", "b[x]");
        assertThat(tenants.current()).isNull();
    }

    @Test
    void callsHaveBatchesOfTheirOwnAlsoBesideEachOther() {
        BatchGenerator<String> ofB = value("x").map(x -> tenants.as("b", () -> executor.execute(get(x))));

        assertThat(tenants.as("a", () -> executor.executeAll(List.of(get("x"), ofB, get("y")))))
                .containsExactly("x of a", "x of b", "y of a");
        assertThat(batches).containsExactly("b[x]", "a[x, y]");
    }

    @Test
    void whatIsAskedBelowABodyIsOfItsPartition() {
        BatchGenerator<List<String>> many = BatchGenerator.all(
                List.of(get("x"), value("y").flatMap(this::get), get("z").flatMap(z -> get("after"))));

        List<String> results = executor.executeAll(List.of(
                as("a", many.map(Object::toString)),
                as("b", many.map(Object::toString).map(all -> all))));

        assertThat(results).containsExactly("[x of a, y of a, after of a]", "[x of b, y of b, after of b]");
        assertThat(batches).containsExactly("a[x, y, z]", "b[x, y, z]", "a[after]", "b[after]");
    }

    @Test
    void bodyMayGoFromOneToAnother() {
        BatchGenerator<String> both = BatchGenerator.of(batch -> {
            tenants.use("a");
            String ofA = batch.yield(get("x"));
            String still = tenants.current();
            tenants.use("b");
            return ofA + ", " + still + ", " + batch.yield(get("x"));
        });

        assertThat(executor.executeAll(List.of(both, as("b", get("y")))))
                .containsExactly("x of a, a, x of b", "y of b");
        assertThat(batches).containsExactly("a[x]", "b[y, x]");
    }

    @Test
    void bodiesBeginWithIt() {
        BatchGenerator<String> inner = BatchGenerator.of(batch -> tenants.current());

        assertThat(tenants.as("a", () -> executor.executeAll(List.of(inner, as("b", inner), inner))))
                .containsExactly("a", "b", "a");
    }

    @Test
    void answersAreKeptForEachAlone() {
        assertThat(tenants.as("a", () -> executor.execute(get("x")))).isEqualTo("x of a");
        assertThat(tenants.as("b", () -> executor.execute(get("x")))).isEqualTo("x of b");
        assertThat(executor.execute(get("x"))).isEqualTo("x of null");
        assertThat(tenants.as("a", () -> executor.execute(get("x")))).isEqualTo("x of a");
        for (int i = 0; i < 10; i++) { // more than are searched one by one
            executor.execute(get("other " + i));
        }

        assertThat(tenants.as("a", () -> executor.execute(get("x")))).isEqualTo("x of a");
        assertThat(tenants.as("b", () -> executor.execute(get("x")))).isEqualTo("x of b");
        assertThat(batches).startsWith("a[x]", "b[x]", "null[x]").hasSize(13);
    }

    @Test
    void loadersKeepValuesForEachAloneAndForgetThemForAll() {
        BatchLoader<String, String> loader =
                BatchLoader.of("loader", this::load).withCache();
        tenants.as("a", () -> executor.execute(loader.get("x")));
        tenants.as("b", () -> {
            executor.cache().put(loader, "x", "put for b");
            return "nothing";
        });

        assertThat(tenants.as("a", () -> executor.execute(loader.get("x")))).isEqualTo("x of a");
        assertThat(tenants.as("b", () -> executor.execute(loader.get("x")))).isEqualTo("put for b");
        assertThat(tenants.as("a", () -> executor.execute(loader.get("also x"))))
                .isEqualTo("also x of a");
        assertThat(tenants.as("b", () -> executor.execute(loader.get("also x"))))
                .isEqualTo("also x of b");
        assertThat(batches).containsExactly("a[x]", "b[also x]");

        executor.cache().evict(loader.get("x"));
        tenants.as("a", () -> executor.execute(loader.get("x")));
        tenants.as("b", () -> executor.execute(loader.get("x")));
        assertThat(batches).containsExactly("a[x]", "b[also x]", "a[x]", "b[x]");
    }

    /** Answers with a key that it was not asked for. */
    private Map<String, String> load(List<String> keys) {
        batches.add(tenants.current() + keys);
        Map<String, String> found = new HashMap<>();
        for (String key : keys) {
            found.put(key, key + " of " + tenants.current());
            found.put("also " + key, "also " + key + " of " + tenants.current());
        }
        return found;
    }

    @Test
    void writeIsOneToAll() {
        tenants.as("a", () -> executor.execute(get("x")));

        tenants.as("b", () -> executor.execute(new Get(store, "x", true)));
        tenants.as("a", () -> executor.execute(get("x")));

        assertThat(batches).containsExactly("a[x]", "b[x]", "a[x]");
    }

    @Test
    void cachedGeneratorsAreRunOnceForEach() {
        Batcher<Ask, String> asks = Batcher.blocking(
                "asks",
                asked -> asked.stream()
                        .map(ask -> ask.key() + " of " + tenants.current())
                        .toList());
        CachedGenerator<String, String> cached = CachedGenerator.of("cached", key -> new Ask(asks, key));

        List<String> results = executor.executeAll(
                List.of(as("a", cached.get("x")), as("b", cached.get("x")), as("a", cached.get("x"))));

        assertThat(results).containsExactly("x of a", "x of b", "x of a");
        assertThat(tenants.as("b", () -> executor.execute(cached.get("x")))).isEqualTo("x of b");
        assertThat(sent.lines()).containsExactly("1 asks[x]", "1 asks[x]");
        executor.cache().evict(cached, "x");
        assertThat(tenants.as("b", () -> executor.execute(cached.get("x")))).isEqualTo("x of b");
        assertThat(sent.lines()).hasSize(3);
    }

    @Test
    void sharedGeneratorsToo() {
        BatchGenerator<String> shared = get("x").map(x -> x).shared();
        BatchGenerator<String> body =
                BatchGenerator.<String>of(batch -> batch.yield(get("y"))).shared();

        assertThat(executor.executeAll(List.of(as("a", shared), as("b", shared), as("a", body), as("b", body))))
                .containsExactly("x of a", "x of b", "y of a", "y of b");
        assertThat(tenants.as("c", () -> executor.execute(shared))).isEqualTo("x of c");
        assertThat(tenants.as("a", () -> executor.execute(shared))).isEqualTo("x of a");
        assertThat(batches).containsExactly("a[x, y]", "b[x, y]", "c[x]");
    }

    @Test
    void manyBatchersInManyPartitions() {
        List<BatchGenerator<String>> generators = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        List<Batcher<Get, String>> batchers = IntStream.range(0, 20)
                .<Batcher<Get, String>>mapToObj(i -> Batcher.blocking("store " + i, this::answer))
                .toList();
        for (String tenant : List.of("a", "b", "a")) {
            for (Batcher<Get, String> batcher : batchers) {
                generators.add(as(tenant, new Get(batcher, "x", false)));
                expected.add("x of " + tenant);
            }
        }

        assertThat(executor.executeAll(generators)).isEqualTo(expected);
        assertThat(batches).hasSize(40);
    }

    @Test
    void sizeOfABatchIsAskedForInItsPartition() {
        List<String> asked = new ArrayList<>();
        class Sized implements Batcher.Blocking<Get, String> {
            @Override
            public List<String> runBatch(List<Get> operations) {
                return answer(operations);
            }

            @Override
            public int maxBatchSize() {
                asked.add(tenants.current());
                return 1;
            }
        }
        Sized sized = new Sized();

        executor.executeAll(
                List.of(as("a", new Get(sized, "x", false)), as("a", new Get(sized, "y", false)), as("b", get("x"))));

        assertThat(asked).as("asked once for each batch, before it is sent").containsExactly("a");
        assertThat(batches).containsExactly("a[x]", "a[y]", "b[x]");
    }

    @Test
    void partitionThatCannotBeBoundFailsItsBatchAlone() {
        BatchGenerator<String> gone = BatchGenerator.<String>of(batch -> {
                    tenants.use("gone");
                    return batch.yield(get("x"));
                })
                .recoverWith(failure -> value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(gone, as("a", get("x"))))).containsExactly("no such tenant", "x of a");
    }

    @Test
    void recursionMayBeDeep() {
        assertThat(executor.executeAll(List.of(as("a", deep(50_000)), as("b", deep(10)))))
                .containsExactly("end of a", "end of b");
    }

    private BatchGenerator<String> deep(int depth) {
        return depth == 0
                ? get("end")
                : get(depth % 2 == 0 ? "even" : "odd")
                        .flatMap(any -> deep(depth - 1))
                        .map(result -> result);
    }

    @Test
    void withoutPartitionsAllIsOne() {
        BatchExecutor one = BatchExecutor.create();

        one.executeAll(List.of(as("a", get("x")), as("b", get("x"))));

        assertThat(batches).hasSize(1);
        assertThat(catchThrowable(() -> BatchExecutor.builder().partition(null)))
                .hasMessage("BatchExecutor.Builder.partition expects a partition, got null");
    }
}
