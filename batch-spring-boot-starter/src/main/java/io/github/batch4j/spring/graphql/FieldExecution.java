package io.github.batch4j.spring.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.schema.DataFetchingEnvironment;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.ThreadContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a GraphQL operation: the generators that its fields wait for, and the thread that runs them.
 *
 * <p>graphql-java fetches and completes fields until every field that is left waits for a future. Then all generators
 * found so far are run in one execution of a {@link BatchExecutor}. When one of them has a result, its future is
 * completed: graphql-java completes the field there and then, and fetches the fields below it. What these return is
 * collected and run as the continuation of the same generator, in the same execution. So there is no barrier between
 * the levels of a query: the executor sees everything that could be asked for before it sends a batch.
 *
 * <p>Futures of other origin are completed whenever and wherever they please, and graphql-java then fetches fields on
 * that thread. Their generators join the run that is under way on another thread when one of its generators ends.
 * Without one they begin a run when the callbacks of that future have returned. If the query also uses
 * {@link DataLoader}s, one dispatch completes many futures one after the other, and each has callbacks of its own: so
 * these generators wait until graphql-java dispatches the loaders of their level, for which a loader of our own is
 * the signal.
 */
final class FieldExecution implements InstrumentationState {

    /** The name of the loader by which graphql-java signals that a level is complete. */
    static final String SIGNAL = "io.github.batch4j.generators";

    private static final BatchGenerator<@Nullable Object> NOTHING = BatchGenerator.value(null);

    private final Supplier<? extends BatchExecutor> executors;
    private final ExecutionContexts contexts;
    private final Selections selections = new Selections();

    /** The threads that complete a future of another origin; guarded by this. */
    private final Set<Thread> open = new HashSet<>();

    /** The fields that can be run at once; guarded by this. */
    private List<FieldValue<?>> ready = new ArrayList<>();

    /** The fields that wait for the others of their level; guarded by this. */
    private List<FieldValue<?>> late = new ArrayList<>();

    /** True from the decision that a thread is to run the generators until it has; guarded by this. */
    private boolean running;

    /** The thread that runs generators; guarded by this. */
    private @Nullable Thread runner;

    /** The thread on which graphql-java begins the operation, null when it has; guarded by this. */
    private @Nullable Thread beginner;

    private @Nullable BatchExecutor executor;

    /** The completions of fields that are put off; used by the runner. */
    private final Deque<Runnable> completions = new ArrayDeque<>();

    private boolean completing;

    /** The fields of the present run; used by the runner. */
    private final List<FieldValue<?>> begun = new ArrayList<>();

    FieldExecution(Supplier<? extends BatchExecutor> executors, ExecutionContexts contexts) {
        this.executors = executors;
        this.contexts = contexts;
    }

    /** Notes that graphql-java begins to fetch on this thread, and will tell when it has fetched what it can. */
    synchronized void begin() {
        contexts.capture();
        beginner = Thread.currentThread();
        if (!running) {
            executor = null; // of the event before, if this is a subscription
        }
    }

    /** Runs the generators: graphql-java has fetched what it could. */
    void begun() {
        synchronized (this) {
            beginner = null;
        }
        runReady();
    }

    /** The future of a generator that a data fetcher has returned and that graphql-java has yet to see. */
    CompletableFuture<@Nullable Object> fetched(BatchGenerator<?> generator, DataFetchingEnvironment field) {
        FieldValue<@Nullable Object> value = new FieldValue<>(generator, selections.leadFurther(field));
        synchronized (this) {
            if (isAtWork()) {
                ready.add(value);
                return value;
            }
        }
        if (field.getDataLoaderRegistry().getDataLoaders().isEmpty()) {
            return addAndRun(value);
        }
        boolean signalled;
        synchronized (this) {
            signalled = !late.isEmpty();
            late.add(value);
        }
        if (!signalled) {
            field.getDataLoaderRegistry().computeIfAbsent(SIGNAL, name -> signal());
            DataLoader<FieldExecution, FieldExecution> signal = field.getDataLoader(SIGNAL);
            var unused = Objects.requireNonNull(signal).load(this);
        }
        return value;
    }

    /** The future of a generator that did not come from a data fetcher at once; nothing waits for its siblings. */
    <T extends @Nullable Object> CompletableFuture<T> add(BatchGenerator<? extends T> generator) {
        return addAndRun(new FieldValue<>(generator, true));
    }

    private <T extends @Nullable Object> FieldValue<T> addAndRun(FieldValue<T> value) {
        boolean awaited;
        synchronized (this) {
            ready.add(value);
            awaited = isAtWork() || open.contains(Thread.currentThread());
        }
        if (!awaited) {
            runReady();
        }
        return value;
    }

    /** Returns true if this thread begins or runs, and so will see what is ready. Guarded by this. */
    private boolean isAtWork() {
        Thread current = Thread.currentThread();
        return current == runner || current == beginner;
    }

    /** A loader whose keys are executions, and whose dispatch means that a level of theirs has been fetched. */
    private static DataLoader<FieldExecution, FieldExecution> signal() {
        return DataLoaderFactory.newDataLoader(
                SIGNAL,
                executions -> {
                    executions.forEach(FieldExecution::runLate);
                    return CompletableFuture.completedFuture(new ArrayList<>(executions));
                },
                DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }

    private void runLate() {
        synchronized (this) {
            ready.addAll(late);
            late = new ArrayList<>();
        }
        runReady();
    }

    /** Completes a future of graphql-java's, and then runs the generators that this has led to. */
    @SuppressWarnings("unchecked") // graphql-java takes any object
    void complete(CompletableFuture<?> future, @Nullable Object value, @Nullable Throwable failure) {
        boolean opened;
        synchronized (this) {
            opened = Thread.currentThread() != runner && open.add(Thread.currentThread());
        }
        try {
            if (failure != null) {
                future.completeExceptionally(failure);
            } else {
                ((CompletableFuture<@Nullable Object>) future).complete(value);
            }
        } finally {
            if (opened) {
                synchronized (this) {
                    open.remove(Thread.currentThread());
                }
                runReady();
            }
        }
    }

    /** Runs what is ready, unless another thread does or will. */
    private void runReady() {
        synchronized (this) {
            if (running || beginner != null || ready.isEmpty()) {
                return;
            }
            running = true;
        }
        try {
            contexts.run(this::run);
        } catch (RuntimeException | Error refused) {
            fail(refused);
        }
    }

    private void run() {
        synchronized (this) {
            runner = Thread.currentThread();
        }
        try (ThreadContext.Scope bound = contexts.bind()) {
            List<FieldValue<?>> fields = take();
            while (!fields.isEmpty()) {
                run(fields);
                fields = takeOrEnd();
            }
        } catch (RuntimeException | Error unbound) {
            fail(unbound);
        }
    }

    /** Ends a run that cannot go on. */
    private void fail(Throwable failure) {
        List<FieldValue<?>> fields = takeOrEnd();
        while (!fields.isEmpty()) {
            fields.forEach(field -> field.completeExceptionally(failure));
            fields = takeOrEnd();
        }
    }

    private void run(List<FieldValue<?>> fields) {
        try {
            executor().execute(generator(fields));
        } catch (Throwable failure) { // a time limit or an interrupt, which ends whatever has not ended
            for (FieldValue<?> value : List.copyOf(begun)) {
                value.completeExceptionally(failure);
            }
        } finally {
            begun.clear();
        }
    }

    /** The executor of this execution of GraphQL; called by the runner. */
    private BatchExecutor executor() {
        if (executor == null) {
            executor = executors.get();
        }
        return executor;
    }

    private synchronized List<FieldValue<?>> take() {
        List<FieldValue<?>> taken = ready;
        if (!taken.isEmpty()) {
            ready = new ArrayList<>();
        }
        return taken;
    }

    private synchronized List<FieldValue<?>> takeOrEnd() {
        List<FieldValue<?>> taken = take();
        if (taken.isEmpty()) {
            running = false;
            runner = null;
        }
        return taken;
    }

    /** Runs the fields and those below them side by side. It does not fail: each failure belongs to a field. */
    private BatchGenerator<?> generator(List<FieldValue<?>> fields) {
        if (fields.isEmpty()) {
            return NOTHING;
        }
        begun.addAll(fields);
        return fields.size() == 1 ? generator(fields.get(0)) : BatchGenerator.all(fields, this::generator);
    }

    private <T extends @Nullable Object> BatchGenerator<@Nullable Object> generator(FieldValue<T> field) {
        BatchGenerator<@Nullable Object> completed = field.leadsFurther()
                ? field.source().flatMap(value -> {
                    complete(() -> complete(field, value));
                    return generator(take());
                })
                : field.source().map(value -> {
                    complete(() -> complete(field, value));
                    return null;
                });
        return completed.recoverWith(failure -> {
            complete(() -> field.completeExceptionally(failure));
            return generator(take());
        });
    }

    /**
     * Completes a field, unless this is called while another one is being completed: below it a data fetcher has called
     * the executor, which runs what it can from there. Fields that are completed inside each other would take more
     * stack than there is.
     */
    private void complete(Runnable completion) {
        completions.add(completion);
        if (completing) {
            return;
        }
        completing = true;
        try {
            for (Runnable next = completions.poll(); next != null; next = completions.poll()) {
                next.run();
            }
        } finally {
            completing = false;
        }
    }

    /** Completes a field, by a stage if a controller method has failed and a handler of its own answers later. */
    private <T extends @Nullable Object> void complete(FieldValue<T> field, T value) {
        if (value instanceof CompletionStage<?> stage) {
            stage.whenComplete((result, failure) -> complete(field, result, failure));
        } else {
            field.complete(value);
        }
    }
}
