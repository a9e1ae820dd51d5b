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

    private Stores() {}

    record Question(Store store, int key) implements BatchableOperation<Object> {

        @Override
        public Batcher<Question, Object> batcher() {
            return BATCHERS.get(store);
        }
    }

    static BatchGenerator<Object> ask(Store store, int key) {
        return new Question(store, key);
    }

    private static List<Object> each(List<Question> asked) {
        return BatchResults.of(asked, one -> Answers.of(one.store, one.key));
    }

    private static BatchGenerator<List<Object>> layered(List<Question> asked) {
        return resultsOf(asked, one -> ask(Store.BLOCKING, one.key).map(value -> (Integer) value + 1));
    }

    private static BatchGenerator<List<Object>> twiceLayered(List<Question> asked) {
        return resultsOf(
                asked,
                one -> ask(Store.ASYNC, one.key)
                        .recover(Failed.class, failed -> BatchGenerator.value(failed.code))
                        .flatMap(value -> ask(Store.LAYERED, Answers.key(value))));
    }

    /** Yields each answer on its own, so that a failing one fails its operation alone. */
    private static BatchGenerator<List<Object>> resultsOf(
            List<Question> asked, java.util.function.Function<Question, BatchGenerator<Object>> answer) {
        return BatchGenerator.all(asked, one -> answer.apply(one).recover(Failed.class, BatchGenerator::<Object>value))
                .map(answers -> BatchResults.of(answers, value -> {
                    if (value instanceof Failed failed) {
                        throw failed;
                    }
                    return value;
                }));
    }
}
