package io.github.batch4j.findings;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;

/**
 * The key of an operation, and the kind of data that it is asked for. A text such as {@code user:42} has the id 42 and
 * its beginning is a kind, since many kinds of data are in one Redis.
 *
 * @param kind the data that is asked for
 * @param id the key, as other kinds of data have it too
 */
record AskedKey(Kind kind, Object id) {

    /**
     * A kind of data.
     *
     * @param batcher the batcher that is asked
     * @param type the operation's class, or the beginning of its keys
     */
    record Kind(Batcher<?, ?> batcher, Object type) {}

    static AskedKey of(Batcher<?, ?> batcher, BatchableOperation<?> operation) {
        Object key = operation.asksFor();
        if (key instanceof String text) {
            int colon = text.lastIndexOf(':');
            if (colon > 0 && colon < text.length() - 1) {
                return new AskedKey(new Kind(batcher, text.substring(0, colon)), text.substring(colon + 1));
            }
        }
        return new AskedKey(new Kind(batcher, operation.getClass()), key instanceof Number ? key.toString() : key);
    }
}
