package io.github.batch4j;

import io.github.batch4j.OpenFrames.WaitedFor;
import io.github.batch4j.SharedFrame.Waiter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ring of generators that wait for each other, searched when nothing can move and nothing is left to send.
 *
 * <p>Only frames with several possible waiters can be part of a cycle: shared generators, and layered batches on the
 * way between them. Following the waiters of these is enough.
 */
final class WaitCycle {

    /** The number of generators of a long ring that a message names. */
    private static final int SHOWN = 20;

    private final List<WaitedFor> ring;

    private WaitCycle(List<WaitedFor> ring) {
        this.ring = ring;
    }

    /** Finds the cycle that an execution waits for; null if there is none. */
    static @Nullable WaitCycle find(Frame execution, List<WaitedFor> open) {
        IdentityHashMap<Frame, WaitedFor> waits = new IdentityHashMap<>();
        for (WaitedFor waitedFor : open) {
            for (Frame waiter : waitedFor.waiters()) {
                waits.putIfAbsent(origin(waiter), waitedFor);
            }
        }
        List<WaitedFor> path = new ArrayList<>();
        Set<WaitedFor> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        WaitedFor next = waits.get(execution);
        while (next != null && passed.add(next)) {
            path.add(next);
            next = waits.get((Frame) next);
        }
        return next == null ? null : new WaitCycle(path.subList(path.indexOf(next), path.size()));
    }

    /** The root above a frame: that of an execution, a shared generator or a layered batch. */
    private static Frame origin(Frame frame) {
        Frame origin = frame;
        for (Frame above = frame; above != null; above = above.above()) {
            origin = above;
        }
        return origin;
    }

    /** Fails the youngest wait, which closed the ring; the code that yielded there can catch the failure. */
    void breakCycle(Engine engine) {
        SharedFrame last = null;
        Waiter youngest = null;
        for (int i = 0; i < ring.size(); i++) {
            WaitedFor from = ring.get(i);
            if (ring.get((i + 1) % ring.size()) instanceof SharedFrame to) {
                for (Waiter waiter : to.waiting()) {
                    boolean inRing = origin(waiter.frame()) == from;
                    if (inRing && (youngest == null || waiter.sequence() > youngest.sequence())) {
                        last = to;
                        youngest = waiter;
                    }
                }
            }
        }
        if (last == null || youngest == null) {
            throw new AssertionError("no shared generator in " + ring);
        }
        last.forget(youngest);
        engine.fail(youngest.frame(), youngest.slot(), Failure.of(new GeneratorCycleException(message(last))));
    }

    /** The failure of a generator that would otherwise nest until memory runs out. */
    static GeneratorCycleException tooDeep(Object generator, String what, int limit) {
        return new GeneratorCycleException(
                generator + " waits for itself, as it seems: more than " + limit + " " + what + " wait for each other");
    }

    private String message(SharedFrame last) {
        int start = ring.indexOf(last);
        List<WaitedFor> fromLast = new ArrayList<>(ring.subList(start, ring.size()));
        fromLast.addAll(ring.subList(0, start + 1));
        List<String> names = new ArrayList<>(
                fromLast.stream().limit(SHOWN).map(WaitedFor::name).toList());
        if (fromLast.size() > SHOWN) {
            names.add("... " + (fromLast.size() - SHOWN - 1) + " more ...");
            names.add(last.name());
        }
        return last.name() + " waits for itself: " + String.join(" -> ", names);
    }
}
