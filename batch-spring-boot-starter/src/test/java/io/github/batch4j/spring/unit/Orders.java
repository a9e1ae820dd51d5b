package io.github.batch4j.spring.unit;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service that knows nothing of its callers. What it has read is kept by the executor, so a second read shows. */
class Orders {

    private final BatchExecutor executor;

    Orders(BatchExecutor executor) {
        this.executor = executor;
    }

    String find(String key) {
        return executor.execute(new Read(key));
    }

    record Read(String key) implements BatchableOperation<String> {

        private static final Batcher<Read, String> BATCHER = Batcher.blocking(
                "orders",
                operations ->
                        operations.stream().map(read -> "order " + read.key()).toList());

        @Override
        public Batcher<Read, String> batcher() {
            return BATCHER;
        }

        @Override
        public Object reads() {
            return key;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /** The service, and a trace of the batches of all executors. */
    @Configuration(proxyBeanMethods = false)
    @Import(Orders.class)
    static class Traced {

        @Bean
        BatchTrace trace() {
            return new BatchTrace();
        }
    }
}
