package io.github.batch4j;

import io.github.batch4j.Batch.Kind;
import io.github.batch4j.LearnedProgram.Mode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the batches of one execution by what a {@link LearnedPolicy} knows, and the record of the execution
 * from which that learns.
 *
 * <p>The record is a graph of {@link Trail}s: the operations of a place and a step are a node, with an edge to those
 * that were asked for with their answers.
 *
 * <p>Batches of a step take time together, so the number of steps must stay small. At least as many steps are still to
 * come as have always followed something that is pending. A batch is held if fewer have ever followed its own
 * operations, and something else that is pending leads to more batches of its batcher than it does itself.
 *
 * <p>It gives up on programs that write or block, and if it fails: it must not fail an execution.
 */
final class Lookahead extends Recorder {

    /** The largest number of trails of an execution; one that has more is not recorded. */
    private static final int MOST = 5_000;

    /** The number of batches up to which they are compared, which takes time for each pair. */
    private static final int FEW = 64;

    private final LearnedPolicy policy;
    private final PlaceFinder finder;
    private final List<Trail> trails = new ArrayList<>();

    /** The index of the first trail of the current step, and of the one that was asked for last. */
    private int first;

    private int last;

    private Trail[] causes = Trail.NONE;

    /** The class of the function that was called last since an answer was delivered; null if none was. */
    private @Nullable Class<?> origin;

    /** The trails that have led to the results so far of frames that wait for several children. */
    private final IdentityHashMap<Frame, Trail[]> collected = new IdentityHashMap<>();

    /** The origins of these frames, which are those of their children. */
    private final IdentityHashMap<Frame, @Nullable Class<?>> origins = new IdentityHashMap<>();

    /** Null until something is asked for. */
    private @Nullable LearnedProgram program;

    private Mode mode = Mode.LEARNING;

    /** The number of steps begun so far. */
    private int steps;

    private int batches;
    private boolean hasHeld;
    private boolean hasBegun;

    Lookahead(LearnedPolicy policy) {
        this.policy = policy;
        this.finder = new PlaceFinder(policy);
    }

    /** True if nothing is to be recorded. */
    private boolean isOff() {
        return mode == Mode.OFF;
    }

    /** Ends looking ahead in this execution and its program. */
    private void giveUp() {
        mode = Mode.OFF;
        if (program != null) {
            policy.giveUp(program);
        }
    }

    @Override
    boolean needsCallers() {
        return !isOff();
    }

    @Override
    void begins(Frame.Execution execution) {
        Caller caller = hasBegun ? null : execution.caller();
        hasBegun = true;
        try {
            if (caller != null && !caller.frames().isEmpty()) {
                beginAt(finder.find(caller));
            }
        } catch (Throwable failure) {
            giveUp();
        }
    }

    private void beginAt(@Nullable Place place) {
        program = place == null ? null : place.program;
        mode = program == null ? Mode.OFF : program.mode();
    }

    @Override
    void asked(Batch batch, BatchableOperation<?> operation, Frame waiter, int slot) {
        if (isOff()) {
            return;
        }
        try {
            if (batch.kind() == Kind.LAYERED) {
                noteLayered(batch);
            } else {
                note(batch, operation, waiter, slot);
            }
            if (batch.isOrdered() || batch.kind() == Kind.BLOCKING) {
                giveUp();
            }
        } catch (Throwable failure) {
            giveUp();
        }
    }

    private void noteLayered(Batch batch) {
        Trail.OfBatch of = batch.makeTrails();
        of.askedBy = Trail.plus(of.askedBy, causes);
    }

    private void note(Batch batch, BatchableOperation<?> operation, Frame waiter, int slot) {
        Place place = finder.find(batch.batcher(), operation, origin, waiter, slot);
        if (program == null) {
            beginAt(place);
        }
        Trail trail = trail(place, Trail.depthAfter(causes));
        for (Trail cause : causes) {
            cause.leadsTo(trail);
        }
        batch.addTrail(trail);
    }

    /** Returns the trail of a place in this step. Items alike ask in the same order, so it is likely the next one. */
    private Trail trail(@Nullable Place place, int depth) {
        int size = trails.size();
        for (int i = first; i < size; i++) {
            last = last + 1 < size ? Math.max(last + 1, first) : first;
            if (trails.get(last).place == place && trails.get(last).depth == depth) {
                return trails.get(last);
            }
        }
        Trail trail = new Trail(place, depth, steps);
        trails.add(trail);
        last = size;
        if (size == MOST) {
            mode = Mode.OFF;
        }
        return trail;
    }

    @Override
    List<Batch> choose(List<Batch> pending) {
        if (isOff() || pending.get(0).kind() == Kind.LAYERED) {
            return pending;
        }
        steps++;
        first = trails.size();
        last = first;
        if (mode == Mode.LEARNING || pending.size() == 1 || pending.size() > FEW) {
            return pending;
        }
        try {
            List<Batch> chosen = withoutHeld(pending);
            hasHeld |= chosen.size() < pending.size();
            return chosen;
        } catch (Throwable failure) { // of equals of a partition
            giveUp();
            return pending;
        }
    }

    private List<Batch> withoutHeld(List<Batch> pending) {
        List<Prospect> prospects = new ArrayList<>(pending.size());
        int left = 0;
        for (Batch batch : pending) {
            Prospect prospect = Prospect.of(batch, mode);
            prospects.add(prospect);
            left = Math.max(left, prospect.atLeast());
        }
        List<Batch> chosen = new ArrayList<>();
        for (Prospect prospect : prospects) {
            if (!prospect.isKnown() || prospect.after() >= left || prospect.isRipe(prospects)) {
                chosen.add(prospect.batch());
            }
        }
        return chosen.isEmpty() ? pending : chosen;
    }

    @Override
    void makes(Object function) {
        origin = function.getClass();
    }

    @Override
    void sends(Batch batch) {
        batches += batch.kind() == Kind.LAYERED ? 0 : 1;
    }

    @Override
    void delivers(Batch batch, int waiter) {
        Trail.OfBatch of = batch.trails();
        if (of != null && !isOff()) {
            setCauses(batch.kind() == Kind.LAYERED ? of.answeredBy : of.of(waiter));
        }
    }

    @Override
    void begins(Batch layered) {
        Trail.OfBatch of = layered.trails();
        setCauses(of == null ? Trail.NONE : of.askedBy);
    }

    @Override
    void ends(Batch layered) {
        if (!isOff()) {
            layered.makeTrails().answeredBy = causes;
        }
    }

    @Override
    void startsChild(Frame frame, int child) {
        if (child > 0) {
            origin = origins.get(frame);
        } else if (!isOff() && origin != null) {
            origins.put(frame, origin);
        }
    }

    @Override
    void collects(Frame frame) {
        if (!isOff()) {
            collected.merge(frame, causes, Trail::plus);
        }
    }

    @Override
    void finishes(Frame frame) {
        Trail[] all = isOff() ? null : collected.remove(frame);
        causes = all == null ? causes : all;
        origins.remove(frame);
    }

    @Override
    Trail[] causes() {
        return causes;
    }

    @Override
    void setCauses(Trail[] causes) {
        this.causes = causes;
        origin = null;
    }

    @Override
    void end() {
        LearnedProgram ended = program;
        if (ended == null || isOff() || !policy.isLearning()) {
            return;
        }
        try {
            Lesson lesson = Lesson.of(trails);
            boolean tookLonger = hasHeld && steps > lesson.steps();
            policy.learn(lesson, ended, new LearnedProgram.Run(mode, batches, tookLonger));
        } catch (Throwable failure) {
            giveUp();
        }
    }
}
