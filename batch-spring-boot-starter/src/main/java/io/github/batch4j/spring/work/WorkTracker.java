package io.github.batch4j.spring.work;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener of all executors that assigns each execution, with its batches, to a {@link Work}. Thread-safe.
 *
 * <p>An execution belongs to the unit of work or the request that is bound to its thread when it begins, whatever is
 * bound later.
 */
public final class WorkTracker implements BatchListener {

    private final List<WorkListener> listeners;
    private final Supplier<? extends @Nullable Work> bound;
    private final boolean needsCallers;
    private final Map<BatchExecution, Work> open = new ConcurrentHashMap<>();

    /**
     * Makes a tracker.
     *
     * @param listeners the listeners to notify
     * @param bound returns the work that is bound to the current thread, null if there is none
     */
    public WorkTracker(List<WorkListener> listeners, Supplier<? extends @Nullable Work> bound) {
        this.listeners = List.copyOf(listeners);
        this.bound = bound;
        this.needsCallers = listeners.stream().anyMatch(WorkListener::needsCallers);
    }

    @Override
    public void onStart(BatchExecution execution) {
        Work work = bound.get();
        if (work == null || !work.begin(listeners)) {
            work = Work.ofExecution();
            work.begin(listeners);
        }
        open.put(execution, work);
    }

    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        Work work = open.get(batch.execution());
        if (work != null) {
            work.answer(new BatchTrace.Entry(batch, took, failure));
        }
    }

    @Override
    public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        Work work = open.remove(execution);
        if (work != null) {
            work.end(execution, took, failure);
        }
    }

    @Override
    public boolean needsCallers() {
        return needsCallers;
    }
}
