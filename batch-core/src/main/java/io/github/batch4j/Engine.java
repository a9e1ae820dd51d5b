package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of one execution: moves its generators and, when none can move, sends batches.
 *
 * <h2>Algorithm</h2>
 *
 * <p>A generator is an immutable description. Starting it leaves a {@link Frame} for each function that still has to
 * see its result, and every frame points to its parent. The state of a program is thus a tree of the frames that wait,
 * and of no others: a chain of a million {@code flatMap}s, run one after the other, needs one frame at a time.
 *
 * <p>Frames never call each other. A frame ends its turn by setting the next instruction: {@linkplain #start start} a
 * generator, {@linkplain #resume resume} a frame with a value, or {@linkplain #fail fail} it. The instruction is kept
 * in a few fields, the registers; {@link #move} decodes it. The Java stack therefore stays flat however deep programs
 * nest, and passing a result from frame to frame costs one virtual call.
 *
 * <p>When the registers are empty, the next instruction comes from the {@link RunQueue}:
 *
 * <ol>
 *   <li>from its stack of frames with unstarted children, the next child of the topmost frame. It is a stack because
 *       the children of a child precede its siblings; generators start in the order in which they are written;
 *   <li>from its queue of deliveries, the next waiter of the first outcome: an answer of a batch, or the result of a
 *       shared generator.
 * </ol>
 *
 * <p>When the run queue is empty too, the {@link BodyScheduler} runs the bodies that are ready, one after the other
 * until none is left, and the generators that they have yielded are then started like any other.
 *
 * <p>When no body is ready either, nothing can move: every generator waits for an operation. Only now is anything sent,
 * which makes the batches as large as possible. Each operation is already in the {@link Batch} of its batcher. The
 * {@link Sender} begins a {@link Step} with all of them: it sends the asynchronous ones at once, then a blocking one,
 * and the loop starts over with the answers of that; so what they lead to joins the batches that are left. In the end
 * it waits for the asynchronous ones. If there is nothing to send, it waits for {@link AwaitedStages}. The execution
 * ends when its own frame has its result:
 *
 * <pre>
 *   start --> move --> done?  --yes--> result
 *              ^        | no
 *              +- send -+
 * </pre>
 *
 * <p><b>Admission.</b> While bodies are held back because too many have begun (see {@link BodyScheduler.Admission}),
 * only full batches are sent, since these cannot grow; if there is none, more bodies begin instead. Once none is held,
 * the frames that have waited for fewer batches than others catch up first.
 *
 * <p><b>Wait cycles.</b> If nothing can move and nothing is pending, generators wait for each other. The
 * {@link WaitCycle} among them is broken by failing one of its waiters.
 *
 * <p><b>Threads.</b> The loop runs on the thread that called {@code execute}. Bodies may have threads of their own, but
 * run only while the calling thread waits (see {@link Baton}). Stages may be completed on any thread; all that does is
 * to fill an {@link AnswerCell}.
 *
 * <p><b>Order.</b> The order depends on the program alone: generators start in the order in which they are written,
 * bodies last; {@link BlockingOrder} chooses among the blocking batches; answers are delivered in the order of the
 * batches, not in that of their arrival, unless a {@link SendPolicy} says so.
 *
 * <p><b>Re-entrance.</b> A function that the loop calls may call {@code execute}. The nested call enters the loop again
 * with the same fields, runs it until its own result is there, and leaves the rest to the outer call. If the function
 * has begun or suspended a transaction, the nested call gets an engine of its own instead, because the operations of
 * others must not become part of that transaction.
 */
final class Engine extends ExecutionState {

    private static final int NOTHING = 0;
    private static final int START = 1;
    private static final int RESUME = 2;
    private static final int FAIL = 3;

    /** The number of nested calls from which on a call saves the run queue of the outer ones. */
    private static final int DEEP = 100;

    /** The number of moves between two checks of the deadlines. */
    private static final int CHECK_INTERVAL = 1_000;

    /** The maximum depth of frames, far beyond the million stages of a chain that are promised to finish. */
    private static final int DEEPEST = 3_000_000;

    private final RunQueue runQueue = new RunQueue();
    private final boolean deliversOnArrival;
    private final PendingBatches pending = new PendingBatches();

    private final Sender sender;

    final Recorder recorder;

    /** Created for the first body, since most executions have none. */
    private @Nullable BodyScheduler bodies;

    /** Created for the first stage that is no batch. */
    private @Nullable AwaitedStages stages;

    /** The reason to end before the generators have ended: an interrupt, a deadline, a listener that failed. */
    private @Nullable Throwable ending;

    private boolean closed;

    private int depth;
    private int movesUntilCheck = CHECK_INTERVAL;

    /** The number of moves that are still checked one by one before the deadlines are checked again. */
    private int movesUntilDeadlineCheck;

    // The registers: the next instruction, which determines the fields that are set, and its operands.
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
        this.deliversOnArrival = executor.sendPolicy().deliversOnArrival();
        this.recorder = executor.sendPolicy().recorder();
        this.sender = new Sender(this, pending);
    }

    /** Creates an execution inside a function of another one. They share only the deadlines and the listeners. */
    Engine(
            Engine around,
            @Nullable Duration timeout,
            BatchListener[] listeners,
            ThreadContext.@Nullable Transaction transaction) {
        super(around, timeout, listeners, transaction);
        this.deliversOnArrival = around.deliversOnArrival;
        this.recorder = around.executor().sendPolicy().recorder();
        this.sender = new Sender(this, pending);
        this.sender.step().countFrom(around.sender.step());
    }

    /**
     * Records the end of an execution inside this one: the reason that ended it, unless its own deadline, ends this
     * one.
     */
    void noteEnd(Engine apart) {
        sender.step().countFrom(apart.sender.step());
        if (ending == null && !(apart.ending instanceof BatchTimeoutException)) {
            ending = apart.ending;
        }
    }

    @Override
    boolean needsCaller() {
        return recorder.needsCallers();
    }

    /** The source of instructions when the registers are empty. */
    RunQueue runQueue() {
        return runQueue;
    }

    BodyScheduler bodies() {
        if (bodies == null) {
            bodies = new BodyScheduler(this);
        }
        return bodies;
    }

    AwaitedStages stages() {
        if (stages == null) {
            stages = new AwaitedStages(this);
        }
        return stages;
    }

    /** True if a stage that is no batch has been completed and could be delivered. */
    boolean hasArrivedStage() {
        return stages != null && stages.hasArrived();
    }

    /** The body that is running; null if none is. */
    @Nullable
    BodyFrame runningBody() {
        return bodies == null ? null : bodies.running();
    }

    /**
     * Runs the outermost generator. The context is captured before any function can change what the thread has bound.
     */
    @Nullable
    Object run(BatchGenerator<?> generator) {
        return runInside(generator, generator instanceof EngineGenerator ? context() : null);
    }

    /** Runs another generator to its end, inside a running function. */
    @Nullable
    Object runInside(BatchGenerator<?> generator, ThreadContext.@Nullable Snapshot context) {
        return run(generator, context, currentPartition());
    }

    /** Runs another generator to its end, inside a running function or body. */
    @Nullable
    Object run(BatchGenerator<?> generator, ThreadContext.@Nullable Snapshot context, @Nullable Object partition) {
        Frame.Execution execution = new Frame.Execution(context, partition, caller());
        recordOutermost(execution);
        recorder.begins(execution);
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

    /** Executes instructions until nothing can move. */
    void move() {
        while (true) {
            if (--movesUntilCheck < 0) {
                check();
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

    /** Ends endless loops and recursions. The deeper the frames are, the less often their depth is checked. */
    private void check() {
        if (movesUntilDeadlineCheck-- == 0) {
            deadlines.check(() -> "while generators were moving", List::of);
            movesUntilDeadlineCheck = CHECK_INTERVAL;
        }
        movesUntilCheck = 0; // check at every move until one is a start: at an interval, none of them might be
        if (next == START) {
            movesUntilDeadlineCheck = 0;
            int depth = target().depth(DEEPEST);
            if (depth > DEEPEST) {
                EngineGenerator<?> started = Casts.castNonNull(generator);
                fail(target(), slot, Failure.of(WaitCycle.tooDeep(started, "generators", DEEPEST)));
            }
            movesUntilCheck = Math.max(CHECK_INTERVAL, depth);
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

    /** True if only deliveries are left to do. */
    boolean isIdle() {
        return next == NOTHING && runQueue.starting == null;
    }

    /** True if the next thing to do is to start the children of the given frame. */
    boolean isAt(FanOut.FanOutFrame frame) {
        return next == NOTHING && runQueue.starting == frame;
    }

    /**
     * Sends the batches that the policy chooses, or admits bodies that were held back. Called when nothing can move.
     */
    private void step(Frame.Execution execution) {
        deadlines.check(() -> "before " + pending + " could be sent", List::of);
        if (stages != null && stages.deliverNext()) {
            return;
        }
        if (sender.isIdle()) {
            if (isHolding() ? !beginFull() : !begin(execution)) {
                return;
            }
        } else if (deliversOnArrival) {
            if (sender.deliverAnswers()) {
                return;
            }
            if (sender.step().mayBeginMore() && !isHolding()) {
                sender.step().begin(pending.choose());
            }
        }
        sender.proceed();
    }

    /** Begins the next step with full batches; returns false if there are none, and admits more bodies instead. */
    private boolean beginFull() {
        BodyScheduler.Admission admission = bodies().admission();
        comparing = true; // the choice calls maxBatchSize of batchers
        List<Batch> full;
        try {
            full = pending.takeFull(sender.step()::most, admission.most());
        } finally {
            comparing = false;
        }
        if (full.isEmpty()) {
            admission.raiseLimit();
            return false;
        }
        sender.step().beginClosed(full);
        return true;
    }

    /** Begins the next step; returns false if nothing is pending, and waits for a stage or breaks a wait cycle. */
    private boolean begin(Frame.Execution execution) {
        if (pending.isEmpty()) {
            if (stages != null && stages.isWaiting()) {
                stages.awaitArrival();
            } else {
                breakCycle(execution);
            }
            return false;
        }
        List<Batch> chosen = isEven() ? pending.choose() : pending.chooseLeastAdvanced();
        sender.step().begin(recorder.choose(chosen));
        return true;
    }

    /** True if an answer is delivered as soon as it has arrived; if not, when all in flight have. */
    boolean deliversOnArrival() {
        return deliversOnArrival;
    }

    private boolean isHolding() {
        return bodies != null && bodies.admission().isHolding();
    }

    /** True if no frames have been left behind by others. */
    boolean isEven() {
        return bodies == null || !bodies.admission().isUneven();
    }

    private void breakCycle(Frame.Execution execution) {
        WaitCycle cycle = WaitCycle.find(execution, open().waitedFor());
        if (cycle != null) {
            cycle.breakCycle(this);
            return;
        }
        fail(
                execution,
                0,
                Failure.of(new GeneratorCycleException(
                        "execute, called again from inside, waits for what can only go on when it has returned")));
    }

    /** Sets the next instruction: start a generator. An operation is added to its batch at once instead. */
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

    /** Sets the next instruction: resume a frame with the result of a child. */
    void resume(Frame frame, int slot, @Nullable Object value) {
        this.next = RESUME;
        this.frame = frame;
        this.slot = slot;
        this.outcome = value;
    }

    /** Sets the next instruction: resume a frame with the failure of a child. */
    void fail(Frame frame, int slot, Failure failure) {
        this.next = FAIL;
        this.frame = frame;
        this.slot = slot;
        this.outcome = failure;
    }

    /** Adds an operation to the batch of its batcher, unless a cache entry answers it. */
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
                if (known != AnswerCache.NONE && !sender.isWriting(operation)) {
                    noteKnown();
                    resume(waiter, slot, known);
                    return;
                }
            }
            int expected = runQueue.expected();
            Batch batch = pending.of(batcher, partition, expected + 1, level);
            batch.add(operation, waiter, slot, expected, rank);
            recorder.asked(batch, operation, waiter, slot);
        } catch (Throwable thrown) {
            pending.dropEmpty();
            fail(waiter, slot, Failure.at(EngineGenerator.kind(operation), thrown));
        } finally {
            comparing = false;
        }
    }

    private void noteKnown() {
        if (listeners != null) {
            listeners.answeredByCache();
        }
    }

    /** Notifies the listeners, if there are any, of a call that is about to be made. */
    void announce(BatchCall call) {
        if (listeners != null) {
            call.announce(listeners.call(call.batch, call.step, bodies == null ? null : bodies.kind()));
        }
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Closes the frames that have not ended and cancels the batches in flight. The interrupt status is cleared
     * meanwhile, so that an interrupt that has ended the execution does not disturb code that closes resources, and
     * restored after.
     *
     * @return the failures thrown meanwhile
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

    /** True if no frame is open and no batch is in flight. */
    boolean isEnded() {
        return (open == null || open.isEmpty()) && sender.isIdle();
    }

    private Frame target() {
        return Casts.castNonNull(frame);
    }
}
