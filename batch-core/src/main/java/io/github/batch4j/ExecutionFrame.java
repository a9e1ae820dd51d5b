package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The caller of {@code execute}, who waits for the generator given to it. */
final class ExecutionFrame extends Frame {

    private final ThreadContext.@Nullable Snapshot context;
    private final @Nullable Object partition;
    private boolean done;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    ExecutionFrame(ThreadContext.@Nullable Snapshot context, @Nullable Object partition) {
        this.context = context;
        this.partition = partition;
    }

    boolean isDone() {
        return done;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Nullable
    Object result() {
        if (failure != null) {
            throw Throwables.unchecked(failure);
        }
        return value;
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        this.value = value;
        this.done = true;
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        failure.passed(this, child);
        this.failure = failure.shown();
        this.done = true;
    }

    @Override
    ThreadContext.@Nullable Snapshot context() {
        return context;
    }

    @Override
    @Nullable
    Object partition() {
        return partition;
    }

    @Override
    String describe(int child) {
        return "execute";
    }
}
