package io.github.batch4j.spring.work;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Caller;
import io.github.batch4j.spring.BatchFindingsException;
import io.github.batch4j.spring.unit.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP request or a unit of work with all its executions, or outside of both one execution.
 *
 * <p>A request or a unit has ended when it is complete, a request with its response, and all executions that began
 * before have ended, so an asynchronous one loses nothing. An execution that begins later is a work of its own.
 *
 * <p>Equal only to itself. Thread-safe: its own lock serializes the notifications of its recordings.
 */
public final class Work {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    /** The name of a work that has none of its own, until something has been asked for. */
    private static final String UNNAMED = "execution";

    private final boolean isWhole;
    private final Instant startedAt;
    private final long started;

    /** Empty until the first execution begins: a request without one is not notified. */
    private List<Recording> recordings = List.of();

    private String name;
    private @Nullable Throwable failure;
    private List<String> findings = List.of();
    private long ended;
    private int openExecutions;
    private boolean isClosed;
    private boolean hasEnded;

    private Work(boolean isWhole, String name, Instant startedAt, long started) {
        this.isWhole = isWhole;
        this.name = name;
        this.startedAt = startedAt;
        this.started = started;
    }

    /** A request, to be {@linkplain #close closed} after its response. */
    static Work ofRequest(String method) {
        return new Work(true, method, Instant.now(), System.nanoTime());
    }

    /** A unit of work, to be {@linkplain #close closed} at its end. */
    static Work ofUnit(UnitOfWork unit) {
        String name = unit.name();
        return new Work(true, name == null ? UNNAMED : name, unit.startedAt(), unit.started());
    }

    /** An execution outside of a request and a unit, with which it ends. */
    static Work ofExecution() {
        Work work = new Work(false, UNNAMED, Instant.now(), System.nanoTime());
        work.isClosed = true;
        return work;
    }

    /**
     * Returns true if it is an HTTP request or a unit of work, so that all of its executions are known at its end.
     *
     * @return false if it is an execution outside of both
     */
    public boolean isWhole() {
        return isWhole;
    }

    /**
     * The name of a request is its method and the pattern of its route, {@code GET /users/{id}}, or the method alone if
     * there is no pattern. That of a unit of work is its own. An execution, or a unit without a name, is named by the
     * first place in the program that has asked for something, if a listener needs
     * {@linkplain WorkListener#needsCallers callers}, and otherwise {@code execution}. It has no values.
     *
     * @return the name; complete when the work ends
     */
    public synchronized String name() {
        return name;
    }

    /**
     * The time at which it began.
     *
     * @return the time by the system's clock
     */
    public Instant startedAt() {
        return startedAt;
    }

    /**
     * The time from its start to the end of the response, or to the end of its last execution if that is later.
     *
     * @return the time so far if it has not ended
     */
    public synchronized Duration took() {
        return Duration.ofNanos((hasEnded ? ended : System.nanoTime()) - started);
    }

    /**
     * The failure with which the request, the unit or the execution has ended.
     *
     * @return null if there is none so far; also null for a request or a unit that has recovered from a
     *     failed execution
     */
    public synchronized @Nullable Throwable failure() {
        return failure;
    }

    /**
     * The findings about its batches, as texts without values.
     *
     * @return empty until a recording has {@linkplain #report reported} some
     */
    public synchronized List<String> findings() {
        return findings;
    }

    /**
     * Reports what was avoidable. To be called in {@link Recording#onEnd}, before recordings that show it.
     *
     * @param findings texts without values
     */
    public synchronized void report(List<String> findings) {
        this.findings = List.copyOf(findings);
    }

    /** Begins an execution; returns false if the work has ended before. */
    synchronized boolean begin(List<WorkListener> listeners) {
        if (hasEnded) {
            return false;
        }
        if (recordings.isEmpty()) {
            List<Recording> made = new ArrayList<>(listeners.size());
            for (WorkListener listener : listeners) {
                made.add(listener.onStart(this));
            }
            recordings = made;
        }
        openExecutions++;
        return true;
    }

    synchronized void answer(BatchTrace.Entry entry) {
        if (name.equals(UNNAMED)) {
            List<Caller> callers = entry.batch().callers();
            name = callers.isEmpty() || callers.get(0).frames().isEmpty()
                    ? name
                    : callers.get(0).toString();
        }
        all(recording -> recording.onAnswer(entry));
    }

    /** Ends an execution, and with the last one the work if it is closed. */
    void end(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        try {
            synchronized (this) {
                this.failure = isWhole ? this.failure : failure;
                all(recording -> recording.onExecutionEnd(execution, took, failure));
            }
        } finally {
            synchronized (this) {
                openExecutions--;
            }
            endIfComplete();
        }
    }

    /** Closes a unit: it ends now, or with its last open execution. */
    void close(@Nullable Throwable failure) {
        close(name(), failure);
    }

    /** Closes a request after its response: it ends now, or with its last open execution. Closing twice is harmless. */
    void close(String name, @Nullable Throwable failure) {
        synchronized (this) {
            if (!isClosed) {
                this.name = name;
                this.failure = failure;
                isClosed = true;
            }
        }
        endIfComplete();
    }

    private void endIfComplete() {
        synchronized (this) {
            if (!isClosed || openExecutions > 0 || hasEnded) {
                return;
            }
            ended = System.nanoTime();
            hasEnded = true;
        }
        all(Recording::onEnd);
    }

    /** Notifies all recordings. No exception but that of findings which are to fail leaves them. */
    private void all(Consumer<Recording> notification) {
        BatchFindingsException failing = null;
        for (Recording recording : recordings) {
            try {
                notification.accept(recording);
            } catch (BatchFindingsException thrown) {
                failing = thrown;
            } catch (RuntimeException | StackOverflowError broken) { // perhaps of a key's toString or hashCode
                log(broken);
            }
        }
        if (failing != null) {
            throw failing;
        }
    }

    /** Logs an exception by its class, since messages may have values. Further ones are not logged. */
    private static void log(Throwable broken) {
        if (LOGGED.compareAndSet(false, true)) {
            LOG.warn(
                    "A recording of batches has thrown {} and may be incomplete; further exceptions are not logged",
                    broken.getClass().getName());
        }
    }
}
