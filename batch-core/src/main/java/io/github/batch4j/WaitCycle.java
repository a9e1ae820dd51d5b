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
 * Generators that wait for each other in a ring, looked for when nothing can move and nothing is left to send.
 *
 * <p>Only what is waited for by others than its maker can be in a ring: shared generators, and layered batches on the way
 * between them. So it is enough to follow who waits for these.
 */
final class WaitCycle {

    /** How many of a long ring are named. */
    private static final int SHOWN = 20;

    private final List<WaitedFor> ring;

    private WaitCycle(List<WaitedFor> ring) {
        this.ring = ring;
    }

    /** Follows the waits from an execution on; null if they do not end in a ring. */
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

    /** The execution, shared generator or batch of which a frame is a part. */
    private static Frame origin(Frame frame) {
        Frame origin = frame;
        for (Frame above = frame; above != null; above = above.above()) {
            origin = above;
        }
        return origin;
    }

    /** Fails the wait that closed the ring, the youngest of them; whoever yielded there can catch it. */
    void breakAt(Engine engine) {
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

    /** The failure of a generator that would go on nesting until memory ends. */
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
