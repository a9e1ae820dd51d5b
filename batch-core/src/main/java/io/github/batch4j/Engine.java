package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution: the loop that moves generators and sends batches.
 *
 * <h2>How it works</h2>
 *
 * <p>A generator is a description and holds no state. When it is started it leaves a {@link Frame} wherever something
 * has to happen with its result, and frames point upwards to whoever waits for them. So what a program is doing is a
 * tree with its root at the top, of which only the frames that wait exist: a chain of a million {@code flatMap}s that runs
 * one after the other is one frame at a time.
 *
 * <p>No frame ever calls another. It tells the engine what is next: {@linkplain #start start} this generator,
 * {@linkplain #resume resume} or {@linkplain #fail fail} that frame. What was told stands in a few fields, as in the
 * registers of a machine, and {@link #move} takes it from there. So the Java stack stays flat however deep programs
 * nest, and a step from frame to frame costs a virtual call.
 *
 * <p>When the registers are empty the next thing to do comes from one of two places:
 *
 * <ol>
 *   <li>the stack of frames with children that are not yet started: the next child of the topmost. As a stack, since
 *       the children of a child come before its siblings, which makes the order that of reading;
 *   <li>the queue of outcomes that are not yet given out, each to be given to all who wait for it: the answers of a
 *       batch, the result of a shared generator.
 * </ol>
 *
 * <p>When both are empty it is the turn of the {@link BodyScheduler}, the plain code that is ready to go on. They run one
 * after the other until none is ready, and what they have stopped for is then started like anything else.
 *
 * <p>When none of these is left either, nothing can move: every generator waits for an operation. Only then is
 * something sent. All operations have gone into the {@link Batch} of their batcher, a {@link SendPolicy} chooses
 * among these, the {@link Sender} sends them and waits, and their answers are new outcomes. And so on until the
 * execution's own frame has its result:
 *
 * <pre>
 *   start --> move --> done?  --yes--> result
 *              ^        | no
 *              +- send -+
 * </pre>
 *
 * <p>While bodies are held back since too many have begun (see {@link BodyScheduler.Admission}), only full batches are sent, as these
 * would not grow anyway; if there is none, more bodies begin instead. When none is held any more, those that have
 * waited for fewer batches than others catch up first.
 *
 * <p>If nothing can move and there is nothing to send either, generators wait for each other, and a {@link WaitCycle} among
 * them is broken up.
 *
 * <p>All of this runs on the thread that called {@code execute}. Bodies may have threads of their own, which run while
 * that one waits (see {@link Baton}), and stages may be completed anywhere, which only leaves a note in a
 * {@link BatchCall.AnswerCell}. Order depends on nothing but the program: frames start in the order written, bodies last, batches
 * are in the order of their first operations, and answers are given out in the order of the batches, not of their
 * arrival.
 *
 * <p>The loop can be entered again from a function that it is running, by a call of {@code execute} in there. The inner
 * call goes on with the same fields until it has its result, and leaves the rest to the outer one. Only if the function
 * has begun or suspended a transaction has the inner call an engine of its own: what others ask for is not to be part
 * of that one.
 */
final class Engine extends ExecutionState {

    private static final int NOTHING = 0;
    private static final int START = 1;
    private static final int RESUME = 2;
    private static final int FAIL = 3;

    /** How many calls from inside stand on the Java stack before they become careful. */
    private static final int DEEP = 100;

    /** How many moves are made between two looks at the clock. */
    private static final int LOOK = 10_000;

    /** The deepest nest of frames, far beyond the million stages of a chain that are promised to finish. */
    private static final int DEEPEST = 3_000_000;

    private final RunQueue runQueue = new RunQueue();
    private final SendPolicy policy = SendPolicy.bySteps();
    private final PendingBatches pending = new PendingBatches();

    private final Sender sender = new Sender(this);

    /** Made for the first body: most executions have none. */
    private @Nullable BodyScheduler bodies;

    /** What ends this execution before its generators have: an interrupt, a listener that failed. */
    private @Nullable Throwable ending;

    private boolean closed;

    private int depth;
    private int untilLook = LOOK;

    /** Set between a look at the clock and the next start, at which the frames are counted. */
    private boolean isToBeCounted;

    // What is next. Which of the fields are set depends on the first.
    private int next = NOTHING;
    private @Nullable EngineGenerator<?> generator;
    private @Nullable Frame frame;
    private int slot;
    private @Nullable Object outcome;

    Engine(
            ConfinedBatchExecutor executor,
            @Nullable Duration timeout,
            @Nullable BatchListener listener,
            ThreadContext.@Nullable Transaction transaction) {
        super(executor, timeout, listener, transaction);
    }

    /** An execution amid another one, in a function of that. It shares the deadlines and the listeners alone. */
    Engine(
            Engine around,
            @Nullable Duration timeout,
            BatchListener[] listeners,
            ThreadContext.@Nullable Transaction transaction) {
        super(around, timeout, listeners, transaction);
        this.sender.countFrom(around.sender);
    }

    /**
     * Notes that an execution amid this one has ended: what has ended it, but for its own time limit, ends this one.
     */
    void noteEnd(Engine apart) {
        sender.countFrom(apart.sender);
        if (ending == null && !(apart.ending instanceof BatchTimeoutException)) {
            ending = apart.ending;
        }
    }

    /** What is to be started and given out when nothing is next. */
    RunQueue runQueue() {
        return runQueue;
    }

    BodyScheduler bodies() {
        if (bodies == null) {
            bodies = new BodyScheduler(this);
        }
        return bodies;
    }

    /** The body that runs now, null if none does. */
    @Nullable
    BodyFrame runningBody() {
        return bodies == null ? null : bodies.running();
    }

    /** Runs the generator that the execution is for. What is bound is taken down before any function can change it. */
    @Nullable
    Object run(BatchGenerator<?> generator) {
        return runInside(generator, generator instanceof EngineGenerator ? context() : null);
    }

    /** Runs one more generator to its end, in a function that runs. */
    @Nullable
    Object runInside(BatchGenerator<?> generator, ThreadContext.@Nullable Snapshot context) {
        return run(generator, context, currentPartition());
    }

    /** Runs one more generator to its end, in a function or body that runs. */
    @Nullable
    Object run(BatchGenerator<?> generator, ThreadContext.@Nullable Snapshot context, @Nullable Object partition) {
        Frame.Execution execution = new Frame.Execution(context, partition);
        noteOutermost(execution);
        RunQueue.Saved saved = ++depth > DEEP ? runQueue.save() : null;
        try {
            start(generator, execution, 0);
            move();
            while (!execution.isDone() && ending == null) {
                if (saved != null && pending.isEmpty() && sender.isIdle()) {
                    runQueue.restore(saved);
                    saved = null;
                } else {
                    step(execution);
                }
                move();
            }
        } catch (Throwable thrown) {
            ending = ending == null ? thrown : ending;
        } finally {
            depth--;
        }
        if (saved != null) {
            runQueue.restore(saved);
        }
        if (ending == null && deadlines.expire()) {
            ending = deadlines.tooLate(execution.failure());
        }
        if (ending != null) {
            throw Throwables.unchecked(ending);
        }
        return execution.result();
    }

    /** Moves everything that can move. */
    void move() {
        while (true) {
            if (--untilLook < 0) {
                look();
            }
            int now = next;
            next = NOTHING;
            if (now == RESUME) {
                target().resume(this, slot, outcome);
            } else if (now == START) {
                Casts.castNonNull(generator).start(this, target(), slot);
            } else if (now == FAIL) {
                target().fail(this, slot, (Failure) Casts.castNonNull(outcome));
            } else if (runQueue.starting != null) {
                runQueue.startChildren(this, runQueue.starting);
            } else if (runQueue.delivering != null) {
                runQueue.deliverNext(this, runQueue.delivering);
            } else if (bodies == null || !moveBodies(bodies)) {
                return;
            }
        }
    }

    /** Ends what has no end. The deeper generators stand in each other, the less often they are counted. */
    private void look() {
        if (!isToBeCounted) {
            deadlines.check(() -> "while generators were moving", List::of);
            isToBeCounted = true;
        }
        untilLook = 0; // at each move, until something is started: to skip some may be to skip all that start something
        if (next == START) {
            isToBeCounted = false;
            int depth = target().depth(DEEPEST);
            if (depth > DEEPEST) {
                EngineGenerator<?> started = Casts.castNonNull(generator);
                fail(target(), slot, Failure.of(WaitCycle.tooDeep(started, "generators", DEEPEST)));
            }
            untilLook = Math.max(LOOK, depth);
        }
    }

    private static boolean moveBodies(BodyScheduler bodies) {
        if (bodies.hasStopped()) {
            bodies.takeStopped();
        } else if (bodies.isReady()) {
            bodies.run();
        } else {
            return false;
        }
        return true;
    }

    /** Whether there is nothing to do but to give out outcomes. */
    boolean isIdle() {
        return next == NOTHING && runQueue.starting == null;
    }

    /** Whether there is nothing to do but to start the children of a frame. */
    boolean isAt(FanOut.FanOutFrame frame) {
        return next == NOTHING && runQueue.starting == frame;
    }

    /** Sends what a policy chooses, or lets bodies begin that were held back; nothing can move. */
    private void step(Frame.Execution execution) {
        deadlines.check(() -> "before " + pending + " could be sent", List::of);
        if (sender.isIdle()) {
            if (bodies != null && bodies.admission().isHolding()) {
                comparing = true; // amid the choice batchers are asked for their limits
                List<Batch> sent;
                try {
                    sent = pending.takeFull(
                            policy, sender::most, bodies.admission().most());
                } finally {
                    comparing = false;
                }
                if (sent.isEmpty()) {
                    bodies.admission().letIn();
                    return;
                }
                sender.begin(sent);
            } else if (pending.isEmpty()) {
                breakCycle(execution);
                return;
            } else if (bodies != null && bodies.admission().isUneven()) { // some are further on than others
                send(pending.chooseLeastAdvanced(policy));
            } else {
                send(pending.choose(policy));
            }
        }
        sender.finish();
    }

    private void send(List<Batch> chosen) {
        sender.begin(chosen);
        pending.remove(chosen);
    }

    private void breakCycle(Frame.Execution execution) {
        WaitCycle cycle = WaitCycle.find(execution, open().waitedFor());
        if (cycle != null) {
            cycle.breakAt(this);
            return;
        }
        fail(
                execution,
                0,
                Failure.of(new GeneratorCycleException(
                        "execute, called again from inside, waits for what can only go on when it has returned")));
    }

    /** Next, start a generator. An operation has nothing to start and is put with the others at once. */
    void start(BatchGenerator<?> generator, Frame parent, int slot) {
        if (generator instanceof EngineGenerator<?> pipeline) {
            this.next = START;
            this.generator = pipeline;
            this.frame = parent;
            this.slot = slot;
        } else {
            ask((BatchableOperation<?>) generator, parent, slot);
        }
    }

    /** Next, give a frame the result of a child. */
    void resume(Frame frame, int slot, @Nullable Object value) {
        this.next = RESUME;
        this.frame = frame;
        this.slot = slot;
        this.outcome = value;
    }

    /** Next, give a frame the failure of a child. */
    void fail(Frame frame, int slot, Failure failure) {
        this.next = FAIL;
        this.frame = frame;
        this.slot = slot;
        this.outcome = failure;
    }

    /** Puts an operation with the others of its batcher, unless its answer is known. */
    void ask(BatchableOperation<?> operation, Frame waiter, int slot) {
        try {
            Batcher<?, ?> batcher = operation.batcher();
            comparing = true;
            if (batcher == null) {
                throw new NullPointerException(Names.of(operation) + ".batcher() returned null, expected a batcher");
            }
            Object partition = partitionBelow(waiter);
            if (answers != null) {
                Object known = answers.find(operation, batcher, partition);
                if (known != AnswerCache.NONE) {
                    resume(waiter, slot, known);
                    return;
                }
            }
            int expected = runQueue.expected();
            pending.of(batcher, partition, expected + 1, level).add(operation, waiter, slot, expected);
        } catch (Throwable thrown) {
            pending.dropEmpty();
            fail(waiter, slot, Failure.at(Names.kind(operation), thrown));
        } finally {
            comparing = false;
        }
    }

    /** Tells of a call that is about to be made, if somebody listens. */
    void announce(BatchCall call) {
        if (listeners != null) {
            call.announce(listeners.call(call.batch, call.step, bodies == null ? null : bodies.kind()));
        }
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Ends what has not ended by itself. An interrupt that has ended the execution does not keep others from closing
     * what they have opened; it is there again afterwards.
     *
     * @return what went wrong with that
     */
    List<Throwable> close() {
        closed = true;
        deadlines.clear();
        boolean interrupted = Thread.interrupted();
        if (bodies != null) {
            bodies.close();
        }
        List<Throwable> failures = sender.cancel();
        if (open != null) {
            failures.addAll(open.close());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failures;
    }

    /** Whether everything has ended by itself. */
    boolean isEnded() {
        return (open == null || open.isEmpty()) && sender.isIdle();
    }

    private Frame target() {
        return Casts.castNonNull(frame);
    }
}
