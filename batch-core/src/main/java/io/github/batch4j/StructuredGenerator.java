package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            return new MapGenerator<>(generators);
        }
        if (nest != null && hidesGenerators(nest)) {
            throw new IllegalArgumentException("BatchGenerator.structured expects lists, maps, generators and plain"
                    + " values, got " + Names.of(nest) + ", in which generators would not be run; make it a list");
        }
        return new ValueGenerator<@Nullable Object>(nest);
    }

    /**
     * Whether it is a container in which generators would go unseen. Of containers that are often plain values too, a
     * path say or a JSON tree, only those are that do hold one.
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
}
