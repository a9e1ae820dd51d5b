package io.github.batch4j.spring.job;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchUnitOfWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** A remote service, of which a unit of work asks once for a key. */
class Rates {

    private final BatchExecutor batchExecutor;
    private final BatchLoader<Long, String> rates =
            BatchLoader.of("rates", Rates::load).withCache();

    Rates(BatchExecutor batchExecutor) {
        this.batchExecutor = batchExecutor;
    }

    private static Map<Long, String> load(List<Long> keys) {
        Map<Long, String> loaded = new LinkedHashMap<>();
        keys.forEach(key -> loaded.put(key, "rate " + key));
        return loaded;
    }

    /** A call of its own, as of a service that does not know its callers. */
    List<String> find(List<? extends Long> items) {
        return batchExecutor.execute(BatchGenerator.all(items, item -> rates.require(item % 3)));
    }

    // tag::unit[]
    /** A writer that calls two services: what the first has asked for, the second does not ask for again. */
    static class Writer implements ItemWriter<Long> {

        private final Rates rates;

        Writer(Rates rates) {
            this.rates = rates;
        }

        @Override
        @BatchUnitOfWork
        public void write(Chunk<? extends Long> items) {
            rates.find(items.getItems());
            rates.find(items.getItems());
        }
    }
    // end::unit[]
}
