package io.github.batch4j.spring.timeline;

import io.github.batch4j.SentBatch;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of the batchers of one work, within a bound of memory: equal names are kept once, and an application may
 * make batchers with new names at run time. For one thread.
 */
final class RecordedNames {

    /** The name of all batchers beyond the bound. */
    static final String OTHERS = "(other batchers)";

    /** The memory for the names of one work, in bytes: about 130 names of 30 characters. */
    private static final int BYTES = 16_000;

    /** About the size of a string without its characters. */
    private static final int OVERHEAD = 56;

    private final Map<String, String> names = new HashMap<>();
    private int bytes;

    /** The name of a batch's batcher. */
    String of(SentBatch batch) {
        String name = Names.of(batch);
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        int size = OVERHEAD + 2 * name.length();
        if (bytes + size > BYTES) {
            return OTHERS;
        }
        bytes += size;
        names.put(name, name);
        return name;
    }
}
