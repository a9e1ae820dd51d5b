package io.github.batch4j.spring.timeline;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The bytes of records, lists and texts, each object counted once: the layout of a JVM with compressed references, and
 * two bytes for each character. Unlike a reading of the heap it has no garbage of others in it.
 */
final class RetainedBytes {

    private static final int HEADER = 16;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    private RetainedBytes() {}

    static long of(Object root) {
        RetainedBytes retained = new RetainedBytes();
        retained.add(root);
        return retained.bytes;
    }

    private void add(Object object) {
        if (object == null || !seen.add(object)) {
            return;
        }
        if (object instanceof String text) {
            bytes += 2 * HEADER + 8 + 2L * text.length();
        } else if (object instanceof List<?> list) {
            bytes += 2 * HEADER + 8 + 4L * list.size();
            list.forEach(this::add);
        } else if (object instanceof Record row) {
            bytes += HEADER;
            for (RecordComponent component : row.getClass().getRecordComponents()) {
                bytes += component.getType() == long.class ? 8 : 4;
                if (!component.getType().isPrimitive()) {
                    add(value(component, row));
                }
            }
        } else {
            bytes += 2 * HEADER; // an instant
        }
    }

    private static Object value(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError(failure);
        }
    }
}
