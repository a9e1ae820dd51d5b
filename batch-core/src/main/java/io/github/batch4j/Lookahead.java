package io.github.batch4j;

import io.github.batch4j.Batch.Kind;
import io.github.batch4j.LearnedProgram.Mode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy of one execution that looks ahead by what a {@link LearnedPolicy} knows, and the record of the execution
 * from which that learns.
 *
 * <p>The record is a graph of {@link Trail}s: the operations of a place and a step are a node, with an edge to those
 * that were asked for with their answers.
 *
 * <p><b>Blocking batches</b> take time one by one, so their number is made small. A batch is ripe if nothing else that
 * is pending leads to more batches of its batcher, one after the other, than it does itself: sending it costs none. Of
 * ripe batches the one goes first that has the most steps to go.
 *
 * <p><b>Asynchronous batches</b> of a step take time together, so the number of steps stays small. At least as many
 * steps are still to come as have always followed something that is pending, and a batch has slack if fewer have ever
 * followed its own operations. One that has slack and is not ripe is held.
 */
final class Lookahead {

    /** The largest number of trails of an execution; one that has more is not recorded. */
    private static final int MOST = 5_000;

    private final LearnedPolicy policy;
    private final PlaceFinder finder;
    private final List<Trail> trails = new ArrayList<>();

    /** The index of the first trail of the current step, and of the one that was asked for last. */
    private int first;

    private int last;

    /** The trails whose answers have led to the frame that moves. */
    private Trail[] causes = Trail.NONE;

    /** The frames that wait for several children. */
    private final IdentityHashMap<Frame, Join> joins = new IdentityHashMap<>();

    /** Null until something is asked for. */
    private @Nullable LearnedProgram program;

    private Mode mode = Mode.LEARNING;

    /** The number of steps begun so far, and that of sends after which there may be other operations. */
    private int steps;

    private int step;
    private int batches;
    private boolean hasHeld;

    /** True if there were batches that block, so that steps are no measure. */
    private boolean blocks;

    private boolean hasBegun;

    private Lookahead(LearnedPolicy policy) {
        this.policy = policy;
        this.finder = new PlaceFinder(policy);
    }

    /** Returns the lookahead of an execution; null without a policy. */
    static @Nullable Lookahead of(SendPolicy policy) {
        return policy instanceof LearnedPolicy learned ? new Lookahead(learned) : null;
    }

    /** Sets the class of the function that has made the generator that is started next; null if none has. */
    void setOrigin(@Nullable Class<?> origin) {
        finder.setOrigin(origin);
    }

    /** True if nothing is to be recorded. */
    boolean isOff() {
        return mode == Mode.OFF;
    }

    /** The children of a frame: the function that has made them, and the trails that led to their results. */
    private static final class Join {

        private final @Nullable Class<?> origin;
        private Trail[] causes = Trail.NONE;

        Join(@Nullable Class<?> origin) {
            this.origin = origin;
        }
    }

    /** Records that a frame is about to start its children. */
    void starts(Frame frame) {
        if (!isOff()) {
            joins.put(frame, new Join(finder.origin()));
        }
    }

    /** Records that a frame starts a child. */
    void startsChild(Frame frame) {
        Join join = joins.get(frame);
        finder.setOrigin(join == null ? null : join.origin);
    }

    /** Records that a frame has got the result of a child and may wait for others. */
    void collects(Frame frame) {
        Join join = joins.get(frame);
        if (join != null) {
            join.causes = Trail.plus(join.causes, causes);
        }
    }

    /** Records that a frame has all results of its children. */
    void finishes(Frame frame) {
        Join join = joins.remove(frame);
        if (join != null) {
            causes = join.causes;
        }
    }

    /** The trails whose answers have led to the frame that moves. */
    Trail[] causes() {
        return causes;
    }

    /** Sets the trails with whose answers the next operations are asked for. */
    void setCauses(Trail[] causes) {
        this.causes = causes;
    }

    /** Records that an operation was asked for, the last of a batch. */
    void asked(Batch batch, BatchableOperation<?> operation, Frame waiter, int slot) {
        if (isOff()) {
            return;
        }
        if (batch.kind() == Kind.LAYERED) {
            Trail.OfBatch of = batch.makeTrails();
            of.askedBy = Trail.plus(of.askedBy, causes);
            return;
        }
        Place place = finder.find(batch.batcher(), operation, waiter, slot);
        if (program == null) {
            program = place.program;
            mode = program.mode();
        }
        Trail trail = trail(place, Trail.depthAfter(causes));
        for (Trail cause : causes) {
            cause.leadsTo(trail);
        }
        batch.addTrail(trail);
    }

    /** Records that the generator of a layered batch begins. */
    void begins(Batch layered) {
        Trail.OfBatch of = layered.trails();
        causes = of == null ? Trail.NONE : of.askedBy;
        setOrigin(layered.batcher().getClass());
    }

    /** Records that the generator of a layered batch has ended. */
    void ends(Batch layered) {
        layered.makeTrails().answeredBy = causes;
    }

    /** Returns the trail of a place in this step. Items alike ask in the same order, so it is likely the next one. */
    private Trail trail(Place place, int depth) {
        int size = trails.size();
        for (int i = first; i < size; i++) {
            last = last + 1 < size ? Math.max(last + 1, first) : first;
            if (trails.get(last).place == place && trails.get(last).depth == depth) {
                return trails.get(last);
            }
        }
        Trail trail = new Trail(place, depth, step);
        trails.add(trail);
        last = size;
        if (size == MOST) {
            mode = Mode.OFF;
        }
        return trail;
    }

    /** Records that a batch's answer goes to a waiter. */
    void delivers(Batch batch, int waiter) {
        Trail.OfBatch of = batch.trails();
        if (of != null) {
            causes = batch.kind() == Kind.LAYERED ? of.answeredBy : of.of(waiter);
        }
        setOrigin(null);
    }

    /** Records that a call of {@code execute} begins. The outermost tells which program this is. */
    void begins(Frame.Execution execution) {
        Caller caller = execution.caller();
        if (!hasBegun && caller != null && !caller.frames().isEmpty()) {
            program = finder.find(caller).program;
            mode = program.mode();
        }
        hasBegun = true;
    }

    /** Records that a batch is sent. */
    void sends(Batch batch) {
        if (batch.kind() != Kind.LAYERED) {
            batches++;
        }
        if (batch.kind() == Kind.BLOCKING) {
            beginStep();
        }
    }

    private void beginStep() {
        step++;
        first = trails.size();
        last = first;
    }

    /** Chooses the batches of the next step from those that could be sent. */
    List<Batch> choose(List<Batch> pending) {
        if (isOff() || pending.get(0).kind() == Kind.LAYERED) {
            return pending;
        }
        beginStep();
        if (hasBlocking(pending)) {
            blocks = true;
        }
        steps++;
        List<Batch> chosen = isPossible(pending) ? withoutHeld(pending) : pending;
        hasHeld |= chosen.size() < pending.size();
        return chosen;
    }

    /** Holds asynchronous batches, and others beside them. If all block, they are sent one by one. */
    private List<Batch> withoutHeld(List<Batch> pending) {
        List<Prospect> prospects = prospects(pending);
        int left = 0;
        boolean block = true;
        for (Prospect prospect : prospects) {
            left = Math.max(left, prospect.atLeast());
            block &= prospect.batch().kind() == Kind.BLOCKING;
        }
        if (block) {
            return pending;
        }
        List<Batch> chosen = new ArrayList<>();
        for (Prospect prospect : prospects) {
            if (!prospect.isKnown() || prospect.after() >= left || prospect.isRipe(prospects)) {
                chosen.add(prospect.batch());
            }
        }
        return chosen.isEmpty() ? pending : chosen;
    }

    /**
     * Chooses the blocking batch that is sent next.
     *
     * @param candidates the batches that could be
     * @param pending all that is pending
     * @param engine the execution
     */
    Batch first(List<Batch> candidates, List<Batch> pending, ExecutionState engine) {
        if (isOff() || candidates.size() == 1 || !isPossible(pending)) {
            return BlockingOrder.first(candidates, engine);
        }
        List<Prospect> all = prospects(pending);
        List<Batch> ripe = new ArrayList<>();
        int longest = -1;
        for (Prospect prospect : all) {
            if (candidates.contains(prospect.batch()) && (!prospect.isKnown() || prospect.isRipe(all))) {
                if (prospect.after() > longest) {
                    ripe.clear();
                    longest = prospect.after();
                }
                if (prospect.after() == longest) {
                    ripe.add(prospect.batch());
                }
            }
        }
        return BlockingOrder.first(ripe.isEmpty() ? candidates : ripe, engine);
    }

    /** True if batches may change their order. */
    private boolean isPossible(List<Batch> pending) {
        if (mode == Mode.LEARNING || pending.size() == 1 || !BlockingOrder.isWorthwhile(pending.size())) {
            return false;
        }
        for (Batch batch : pending) {
            if (batch.isOrdered()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasBlocking(List<Batch> pending) {
        for (Batch batch : pending) {
            if (batch.kind() == Kind.BLOCKING) {
                return true;
            }
        }
        return false;
    }

    private List<Prospect> prospects(List<Batch> pending) {
        List<Prospect> prospects = new ArrayList<>(pending.size());
        for (Batch batch : pending) {
            prospects.add(Prospect.of(batch, mode));
        }
        return prospects;
    }

    /** Learns from the execution, which has ended well. */
    void end() {
        LearnedProgram ended = program;
        if (ended != null && policy.isLearning() && !isOff()) {
            policy.learn(() -> {
                int longest = Lesson.learn(trails);
                ended.add(mode, batches, hasHeld && !blocks && steps > longest);
            });
        }
    }
}
