package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#structured}: unfolds a nest one level at a time, so that it may be of any depth. */
final class StructuredGenerator extends EngineGenerator<@Nullable Object> {

    private final @Nullable Object nest;

    /** True for the whole nest, false for a part. */
    private final boolean whole;

    StructuredGenerator(@Nullable Object nest) {
        this(nest, true);
    }

    private StructuredGenerator(@Nullable Object nest, boolean whole) {
        this.nest = nest;
        this.whole = whole;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        BatchGenerator<?> unfolded;
        try {
            if (whole) {
                EndlessNest.refuse(nest);
            }
            unfolded = unfold(nest);
        } catch (Throwable thrown) {
            engine.fail(parent, slot, Failure.at(describe(0), thrown));
            return;
        }
        engine.start(unfolded, parent, slot);
    }

    private static BatchGenerator<?> unfold(@Nullable Object nest) {
        if (nest instanceof BatchGenerator<?> generator) {
            return generator;
        }
        if (nest instanceof List<?> list) {
            List<BatchGenerator<?>> generators = new ArrayList<>(list.size());
            for (Object element : list) {
                generators.add(new StructuredGenerator(element, false));
            }
            return BatchGenerator.all(generators);
        }
        if (nest instanceof Map<?, ?> map) {
            Map<@Nullable Object, BatchGenerator<?>> generators = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generators.put(entry.getKey(), new StructuredGenerator(entry.getValue(), false));
            }
            return new FanOut.AllOfMap<>(generators);
        }
        if (nest != null && hidesGenerators(nest)) {
            throw new IllegalArgumentException("BatchGenerator.structured expects lists, maps, generators and plain"
                    + " values, got " + Names.of(nest) + ", in which generators would not be run; make it a list");
        }
        return new EngineGenerator.Value<@Nullable Object>(nest);
    }

    /**
     * True if an object is a container whose generators would not be run. A container that is often a plain value, such
     * as a path or a JSON tree, counts only if its first element is a generator.
     */
    private static boolean hidesGenerators(Object nest) {
        if (nest instanceof Optional<?> optional) {
            Object held = optional.orElse(null);
            return held instanceof BatchGenerator || (held instanceof Optional && hidesGenerators(held));
        }
        if (nest instanceof Collection
                || nest instanceof Object[]
                || nest instanceof BaseStream
                || nest instanceof Iterator
                || nest instanceof Enumeration) {
            return true;
        }
        if (nest instanceof Iterable<?> iterable) {
            Iterator<?> elements = iterable.iterator();
            return elements.hasNext() && elements.next() instanceof BatchGenerator;
        }
        return false;
    }

    @Override
    String describe(int depth) {
        return "structured";
    }

    /** A check for nests of lists and maps that contain themselves, which would unfold endlessly. */
    static final class EndlessNest {

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
            Collection<?> held =
                    nest instanceof List<?> list ? list : nest instanceof Map<?, ?> map ? map.values() : null;
            if (nest == null || held == null || held.isEmpty() || done.contains(nest)) {
                return;
            }
            if (!onPath.add(nest)) {
                throw new IllegalArgumentException(
                        "BatchGenerator.structured expects a nest that ends, got an instance of " + Names.of(nest)
                                + " that holds itself");
            }
            path.addFirst(new Open(nest, held.iterator()));
        }
    }
}
