package io.github.batch4j.spring.timeline;

import io.github.batch4j.SentBatch;
import org.jspecify.annotations.Nullable;

/** Names of batchers and failures, which have no values. */
final class Names {

    private Names() {}

    /** The name of a batcher, which is the application's code and may throw. */
    static String of(SentBatch batch) {
        try {
            return String.valueOf(batch.batcher().name());
        } catch (RuntimeException failure) {
            return batch.batcher().getClass().getName();
        }
    }

    /** The class of a failure; its message may have values. */
    static @Nullable String of(@Nullable Throwable failure) {
        return failure == null ? null : failure.getClass().getName();
    }

    /** A number with its noun: {@code 1 operation}, {@code 2 operations}. */
    static String count(int number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + noun + "s";
    }
}
