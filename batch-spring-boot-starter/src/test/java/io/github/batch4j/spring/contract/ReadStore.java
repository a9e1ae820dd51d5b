package io.github.batch4j.spring.contract;

import io.github.batch4j.BatchableOperation;
import org.jspecify.annotations.Nullable;

/** One kind of read through an adapter, and the real server behind it, whose keys have numbers. */
public interface ReadStore {

    /** Leaves the server without any key, and its statistics at zero. */
    void clear();

    /** Gives the server values for some keys, not through the adapter. */
    void put(int from, int to);

    /** Gives the server something for the key that this kind of read fails on; false if there is no such thing. */
    boolean spoil(int key);

    /** Reads a key through an adapter that puts at most that many into a batch. For each size it is always the same. */
    BatchableOperation<?> read(int key, int maxBatchSize);

    /** Writes what {@link #put} does through the adapter of that size; null if it cannot write. */
    @Nullable
    BatchableOperation<?> write(int key, int maxBatchSize);

    /** The value of a key that was put. */
    Object value(int key);

    /** The value of a key that the server does not have. */
    @Nullable
    Object missing();

    /** How many commands or statements of this kind the server itself says it has run since {@link #clear}. */
    long requests();

    /** The expected number of requests for a batch of so many keys. */
    long requestsOf(int keys);

    /** Makes every read fail until the result is closed. */
    Outage outage();

    /** As long as it is open nothing can be read. */
    interface Outage extends AutoCloseable {

        @Override
        void close();
    }
}
