package io.github.batch4j.spring.graphql;

import io.github.batch4j.BatchGenerator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The value of a field that comes from a generator: what graphql-java waits for. */
final class FieldValue<T extends @Nullable Object> extends CompletableFuture<T> {

    private final BatchGenerator<? extends T> source;
    private final boolean leadsFurther;

    FieldValue(BatchGenerator<? extends T> source, boolean leadsFurther) {
        this.source = source;
        this.leadsFurther = leadsFurther;
    }

    /** The generator of the value. */
    BatchGenerator<? extends T> source() {
        return source;
    }

    /** False if nothing is likely to be asked for when the value is there. */
    boolean leadsFurther() {
        return leadsFurther;
    }
}
