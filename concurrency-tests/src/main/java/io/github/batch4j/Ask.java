package io.github.batch4j;

import java.util.List;

/** An operation that is answered with its own key, on the calling thread. */
record Ask(int key, Store store) implements BatchableOperation<Integer> {

    @Override
    public Batcher<Ask, Integer> batcher() {
        return store;
    }

    /** A batcher that runs some code with each batch and then answers. */
    record Store(Runnable code) implements Batcher.Blocking<Ask, Integer> {

        Ask get(int key) {
            return new Ask(key, this);
        }

        @Override
        public List<Integer> runBatch(List<Ask> operations) {
            code.run();
            return operations.stream().map(Ask::key).toList();
        }
    }
}
