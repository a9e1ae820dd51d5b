package io.github.batch4j.spring.contract;

import io.github.batch4j.BatchableOperation;
import org.jspecify.annotations.Nullable;

/** A kind of read through an adapter, and the real server behind it, whose keys have numbers. */
public interface ReadStore {

    /** Removes all keys of the server, and resets its statistics. */
    void clear();

    /** Puts values for some keys into the server, not through the adapter. */
    void put(int from, int to);

    /** The keys of a huge read: enough for several batches, or as many as {@code -Dbatch4j.keys=100000} asks for. */
    int MANY = Integer.getInteger("batch4j.keys", 3_000);

    /** The number of keys of a huge read, a multiple of {@link #most}. */
    default int many() {
        return MANY;
    }

    /** The largest number of keys in one request of it. */
    default int most() {
        return 1_000;
    }

    /** Puts a value on which this kind of read fails; returns false if there is none. */
    boolean spoil(int key);

    /** Reads a key through an adapter with the given maximum batch size, one adapter per size. */
    BatchableOperation<?> read(int key, int maxBatchSize);

    /** Writes like {@link #put}, through the adapter of that size; null if it cannot write. */
    @Nullable
    BatchableOperation<?> write(int key, int maxBatchSize);

    /** Returns the value read for a key that was put. */
    Object value(int key);

    /** Returns the value read for a key that the server does not have. */
    @Nullable
    Object missing();

    /** Returns the commands or statements of this kind since {@link #clear}, as counted by the server. */
    long requests();

    /** Returns the expected number of them for a batch of the given number of keys. */
    long requestsOf(int keys);

    /** Makes every read fail until the result is closed. */
    Outage outage();

    /** A fault of the server: until it is closed, nothing can be read. */
    interface Outage extends AutoCloseable {

        @Override
        void close();
    }
}
