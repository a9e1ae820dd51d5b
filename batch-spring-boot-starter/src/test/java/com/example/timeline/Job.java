package com.example.timeline;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import org.jspecify.annotations.Nullable;

/** A job of an application, whose place in the program is its name in the timeline. */
public final class Job {

    private Job() {}

    /** Reads a value. */
    public static @Nullable String read(BatchExecutor executor, BatchLoader<String, String> store, String key) {
        return executor.execute(store.get(key));
    }
}
