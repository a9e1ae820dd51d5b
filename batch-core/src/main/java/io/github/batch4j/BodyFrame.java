package io.github.batch4j;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a body: the engine's frame, the body's scope, and the task of its {@link Coroutine} in one.
 *
 * <p>The body runs only while the engine waits, and the other way round. The fields therefore need no lock: coroutines
 * make the writes of either side visible to the other. {@link BodyState} documents the states.
 */
final class BodyFrame extends Frame.Inner implements BatchScope, OpenFrames.OpenFrame, Coroutine.Task {

    /** The number of yields that a closing body may try before it gets an error. */
    private static final int REFUSALS = 100;

    /** The number of frames searched for the next body; beyond, the limit of frames is reached first. */
    private static final int FAR = 256;

    private final BodyScheduler bodies;
    private final EngineGenerator.Body<?> generator;

    /** The number of bodies above: those that wait for this one, directly or through others. */
    private final int depth;

    private BodyState state = BodyState.HELD;
    private OpenFrames.@Nullable Node node;

    /** Null until the body is about to begin. */
    private @Nullable Coroutine coroutine;

    /** The context snapshot that the body begins with; after a yield, the one captured there. */
    private ThreadContext.@Nullable Snapshot context;

    /** The partition at the last yield; null if there are none. */
    private @Nullable Object partition;

    /** The last yield; null if nobody needs it. */
    private @Nullable Caller caller;

    /** The trails with whose answers it goes on; none unless the execution looks ahead. */
    private Trail[] causes = Trail.NONE;

    /** The binding of the context to the body's thread, null while nothing is bound. */
    private ThreadContext.@Nullable Scope scope;

    /** The {@linkplain Engine#level level} at which it was started or resumed. */
    private int level;

    /** The {@linkplain Batch#rank rank} with which it was started or resumed. */
    private int rank;

    /** The number of yields that were refused because the body is being closed. */
    private byte refused;

    /** The generator that the body has yielded; null once it has ended. */
    private @Nullable BatchGenerator<?> yielded;
    /** A result or a {@link Failure}. */
    private @Nullable Object answer;

    /** The exception thrown by the last yield that failed. */
    private @Nullable Throwable thrown;

    private @Nullable Throwable ended;

    BodyFrame(Engine engine, Frame parent, int slot, EngineGenerator.Body<?> generator) {
        super(parent, slot);
        this.bodies = engine.bodies();
        this.generator = generator;
        BodyFrame outer = parent.innermost(BodyFrame.class, FAR);
        this.depth = outer == null ? 0 : outer.depth + 1;
    }

    // The engine's side.

    void start() {
        int most = bodies.deepest();
        if (depth > most) {
            thrown(bodies.engine(), 0, WaitCycle.tooDeep(generator, "bodies", most));
            return;
        }
        level = bodies.engine().level();
        rank = bodies.engine().rankOfBody();
        causes = bodies.engine().recorder.causes();
        node = bodies.engine().open().add(this);
        context = bodies.contextBelow(parent);
        bodies.ready(this);
    }

    Coroutine coroutine() {
        if (coroutine == null) {
            coroutine = bodies.coroutine(this);
        }
        return coroutine;
    }

    void admit() {
        become(BodyState.ADMITTED);
    }

    boolean isAdmitted() {
        return state != BodyState.HELD;
    }

    boolean isDone() {
        return state == BodyState.ENDED;
    }

    /** The lines at which the body failed; empty if it has not, or with an exception from elsewhere. */
    List<String> failedAt() {
        return ended == null ? List.of() : BodyStackTrace.inBody(ended.getStackTrace());
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        resumeWith(value, engine);
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        resumeWith(failure, engine);
    }

    private void resumeWith(@Nullable Object answer, Engine engine) {
        become(BodyState.READY);
        this.answer = answer;
        level = engine.level();
        Trail[] now = engine.recorder.causes();
        causes = yielded instanceof MemoizedGenerator ? Trail.plus(causes, now) : now; // it may have run before
        rank = engine.rankOfBody();
        bodies.ready(this);
    }

    /** Records that the coroutine has been suspended, or has ended. */
    void stop() {
        if (state != BodyState.ENDED) {
            become(BodyState.WAITING);
        }
    }

    /** Takes back that it was suspended. No calls in here: the stack may be exhausted. */
    void goOn() {
        state = BodyState.RUNNING;
    }

    /** Sets the engine's next instruction: start the yielded generator, or pass on the outcome of the body. */
    void report(Engine engine) {
        engine.setLevel(level, rank);
        engine.recorder.setCauses(causes);
        if (yielded != null) {
            engine.start(yielded, this, 0);
            return;
        }
        engine.open().remove(node);
        if (ended == null) {
            engine.resume(parent, slot, answer);
        } else if (ended == thrown) {
            engine.fail(parent, slot, Failure.of(ended));
        } else {
            thrown(engine, 0, ended);
        }
    }

    /** Ends the body, with a failure or with the result in {@link #answer}. */
    void end(@Nullable Throwable failure) {
        become(BodyState.ENDED);
        ended = failure;
        yielded = null;
    }

    @Override
    public void close() {
        boolean wasOpen = state != BodyState.ENDED;
        if (wasOpen) {
            if (!hasBegun()) {
                return;
            }
            become(BodyState.CLOSING);
            answer = Failure.of(new CancellationException("the execution ended while this generator was waiting"));
            bodies.run(this);
        }
        boolean isBecauseOfTheEnd = wasOpen ? ended == thrown : ended instanceof InterruptedException;
        if (ended != null && !isBecauseOfTheEnd) {
            throw Throwables.unchecked(ended);
        }
    }

    // The coroutine's side.

    @Override
    public Coroutine.Host host() {
        return bodies;
    }

    @Override
    public boolean hasBegun() {
        return state != BodyState.HELD && state != BodyState.ADMITTED;
    }

    @Override
    public void run() {
        become(BodyState.RUNNING);
        boolean hasThread = !bodies.isOnCallingThread();
        if (hasThread) {
            bodies.engine().executor().enterBody();
        }
        try {
            answer = context == null ? generator.body().run(this) : runBound(context);
            generator.check(answer);
        } catch (Throwable failure) {
            ended = Throwables.declared(failure);
            if (!hasThread) {
                Throwables.keepInterrupt(ended);
            }
        }
        if (hasThread) {
            ConfinedBatchExecutor.leaveBody();
        }
        end(ended);
    }

    private @Nullable Object runBound(ThreadContext.Snapshot context) throws Exception {
        scope = context.bind();
        Object result;
        try {
            result = generator.body().run(this);
        } catch (Throwable failure) {
            try {
                unbind();
            } catch (Throwable another) {
                Throwables.attach(Throwables.declared(failure), List.of(another));
            }
            throw failure;
        }
        unbind();
        return result;
    }

    private void unbind() {
        ThreadContext.Scope bound = scope;
        scope = null;
        if (bound != null) {
            bound.close();
        }
    }

    @Override
    public Object code() {
        return generator.code();
    }

    @Override
    public String kind(Object reason) {
        return EngineGenerator.kind(reason);
    }

    @Override
    public String name() {
        return Names.of(generator.code());
    }

    @Override
    public List<String> lines(StackTraceElement[] stack) {
        return BodyStackTrace.inBody(stack);
    }

    // The body's side.

    /** True if the caller is the body itself. */
    boolean isInside() {
        return coroutine != null && coroutine.isInside();
    }

    @Override
    public <T extends @Nullable Object> T yield(BatchGenerator<T> generator) {
        Arguments.notNull(generator, "BatchScope.yield", "a generator");
        checkAllowed();
        recordContext(generator);
        caller = bodies.engine().caller();
        ThreadContext.Snapshot own = bodies.isOnCallingThread() ? context : null;
        Object received = own == null ? await(generator) : awaitUnbound(generator, own);
        if (received instanceof Failure failure) {
            throw failed(failure);
        }
        return Casts.result(received);
    }

    private RuntimeException failed(Failure failure) {
        BodyStackTrace.waiting().forEach(failure::passed);
        thrown = failure.shown();
        return Throwables.unchecked(thrown);
    }

    private void checkAllowed() {
        if (!isInside()) {
            throw new IllegalStateException("BatchScope of " + name() + " used on "
                    + Thread.currentThread().getName()
                    + ", where its body does not run; a scope belongs to its body: do not hand it to other threads or"
                    + " keep it when the body has ended");
        }
        if (state == BodyState.CLOSING) {
            throw refused();
        }
        if (scope != null) {
            scope.beforeYield();
        }
        coroutine().beforeSuspend();
    }

    /** The exception for a refused yield; in the end throws an error, for code that catches and retries endlessly. */
    private IllegalStateException refused() {
        String message = "nothing can be yielded any more in " + name()
                + ": the execution has ended and this generator is being closed";
        if (refused >= REFUSALS) {
            throw new Error(message + ", yet it has tried more than " + REFUSALS + " times");
        }
        refused++;
        return new IllegalStateException(message);
    }

    /** Captures the context if it is needed: by other bodies on the same thread, or by those that this one starts. */
    private void recordContext(BatchGenerator<?> generator) {
        if (context != null && (bodies.isOnCallingThread() || generator instanceof EngineGenerator)) {
            context = bodies.engine().executor().captureContext();
        }
        Partitions partitions = bodies.engine().partitions();
        if (partitions != null) {
            partition = partitions.current();
        }
    }

    /** Waits while the body's context is not bound to the calling thread. */
    private @Nullable Object awaitUnbound(BatchGenerator<?> generator, ThreadContext.Snapshot own) {
        unbind();
        Object received;
        try {
            received = await(generator);
        } catch (Throwable failure) {
            received = Failure.of(failure);
        }
        try {
            scope = own.bind();
        } catch (Throwable failure) {
            if (received instanceof Failure another) {
                Throwables.attach(failure, List.of(another.shown()));
            }
            throw failure;
        }
        return received;
    }

    /**
     * Waits for the answer; where the coroutine cannot be suspended, the engine runs from here. Short, since a
     * continuation that is suspended copies the frames of the methods between the body and the JDK.
     */
    private @Nullable Object await(BatchGenerator<?> generator) {
        yielded = generator;
        if (!coroutine().suspend(generator)) {
            return bodies.engine().run(generator, context, partition);
        }
        if (state != BodyState.CLOSING) {
            state = BodyState.RUNNING;
        }
        Object received = answer;
        answer = null;
        return received;
    }

    @Override
    Object function(int child) {
        return generator.code();
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
    @Nullable
    Caller caller() {
        return caller;
    }

    @Override
    String describe(int child) {
        return "body (" + name() + ")";
    }

    private void become(BodyState next) {
        assert state.leadsTo(next) : describe(0) + " goes from " + state + " to " + next;
        state = next;
    }
}
