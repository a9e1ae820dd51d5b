package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A nest of lists and maps of which one holds itself, so that to unfold it would never end. */
final class EndlessNest {

    /** The containers that are being walked through, the innermost first. */
    private final Deque<Open> path = new ArrayDeque<>();

    private final Set<Object> onPath = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Open(Object container, Iterator<?> left) {}

    private EndlessNest() {}

    /**
     * Fails if a nest has no end.
     *
     * @throws IllegalArgumentException if one of its lists and maps holds itself, also by way of others
     */
    static void refuse(@Nullable Object nest) {
        new EndlessNest().walk(nest);
    }

    private void walk(@Nullable Object nest) {
        enter(nest);
        while (!path.isEmpty()) {
            Open innermost = path.getFirst();
            if (innermost.left.hasNext()) {
                enter(innermost.left.next());
            } else {
                path.removeFirst();
                onPath.remove(innermost.container);
                done.add(innermost.container);
            }
        }
    }

    private void enter(@Nullable Object nest) {
        Collection<?> held = nest instanceof List<?> list ? list : nest instanceof Map<?, ?> map ? map.values() : null;
        if (nest == null || held == null || held.isEmpty() || done.contains(nest)) {
            return;
        }
        if (!onPath.add(nest)) {
            throw new IllegalArgumentException("BatchGenerator.structured expects a nest that ends, got an instance of "
                    + Names.of(nest) + " that holds itself");
        }
        path.addFirst(new Open(nest, held.iterator()));
    }
}
