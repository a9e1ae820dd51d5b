package io.github.batch4j.spring.timeline;

import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.work.BatcherName;
import org.jspecify.annotations.Nullable;

/** Names of batchers and failures, which have no values. */
final class Names {

    private Names() {}

    static String of(SentBatch batch) {
        return BatcherName.of(batch.batcher());
    }

    /** The class of a failure; its message may have values. */
    static @Nullable String of(@Nullable Throwable failure) {
        return failure == null ? null : failure.getClass().getName();
    }
}
