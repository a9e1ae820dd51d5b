package io.github.batch4j.random;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.random.Answers.Failed;
import io.github.batch4j.random.Program.Store;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The stores of the programs as batchers. */
final class Stores {

    private static final Map<Store, Batcher<Question, Object>> BATCHERS = new EnumMap<>(Map.of(
            Store.BLOCKING, Batcher.blocking("BLOCKING", Stores::each),
            Store.OTHER, Batcher.blocking("OTHER", Stores::each),
            Store.ASYNC, Batcher.async("ASYNC", asked -> CompletableFuture.supplyAsync(() -> each(asked))),
            Store.LAYERED, Batcher.layered("LAYERED", Stores::layered),
            Store.TWICE_LAYERED, Batcher.layered("TWICE_LAYERED", Stores::twiceLayered),
            Store.DOWN, Batcher.blocking("DOWN", asked -> List.of(Answers.of(Store.DOWN, 0)))));

    /** The stores of programs in which none blocks. */
    private static final Map<Store, Batcher<Question, Object>> ASYNC = new EnumMap<>(BATCHERS);

    static {
        ASYNC.put(Store.BLOCKING, BATCHERS.get(Store.ASYNC));
        ASYNC.put(Store.OTHER, Batcher.async("OTHER", asked -> CompletableFuture.supplyAsync(() -> each(asked))));
        ASYNC.put(
                Store.DOWN,
                Batcher.async("DOWN", asked -> CompletableFuture.completedFuture(List.of(Answers.of(Store.DOWN, 0)))));
    }

    private Stores() {}

    record Question(Store store, int key, boolean isAsync) implements BatchableOperation<Object> {

        @Override
        public Batcher<Question, Object> batcher() {
            return (isAsync ? ASYNC : BATCHERS).get(store);
        }

        /** Asks another store of the same program. */
        private BatchGenerator<Object> ask(Store other, int otherKey) {
            return Stores.ask(other, otherKey, isAsync);
        }
    }

    static BatchGenerator<Object> ask(Store store, int key, boolean isAsync) {
        return new Question(store, key, isAsync);
    }

    private static List<Object> each(List<Question> asked) {
        return BatchResults.of(asked, one -> Answers.of(one.store, one.key));
    }

    private static BatchGenerator<List<Object>> layered(List<Question> asked) {
        return resultsOf(asked, one -> one.ask(Store.BLOCKING, one.key).map(value -> (Integer) value + 1));
    }

    private static BatchGenerator<List<Object>> twiceLayered(List<Question> asked) {
        return resultsOf(
                asked,
                one -> one.ask(Store.ASYNC, one.key)
                        .recoverWith(Failed.class, failed -> BatchGenerator.value(failed.code))
                        .flatMap(value -> one.ask(Store.LAYERED, Answers.key(value))));
    }

    /** Yields each answer on its own, so that a failing one fails its operation alone. */
    private static BatchGenerator<List<Object>> resultsOf(
            List<Question> asked, java.util.function.Function<Question, BatchGenerator<Object>> answer) {
        return BatchGenerator.all(
                        asked, one -> answer.apply(one).recoverWith(Failed.class, BatchGenerator::<Object>value))
                .map(answers -> BatchResults.of(answers, value -> {
                    if (value instanceof Failed failed) {
                        throw failed;
                    }
                    return value;
                }));
    }
}
