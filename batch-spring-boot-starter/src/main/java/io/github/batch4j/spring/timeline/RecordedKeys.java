package io.github.batch4j.spring.timeline;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.ObjectUtils;

/** The texts of the keys of one work, within a bound of memory. For one thread. */
final class RecordedKeys {

    /** The number of keys kept of one batch. */
    static final int PER_BATCH = 20;

    /** The number of characters kept of one key. */
    static final int CHARACTERS = 80;

    /** The memory for the keys of one work, in bytes. */
    private static final int BYTES = 24_000;

    /** About the size of a string and of its place in a list, without its characters. */
    private static final int OVERHEAD = 64;

    private int bytes;

    /** The first keys of a batch: all, or as many as the bounds allow. */
    List<String> of(SentBatch batch) {
        List<String> keys = new ArrayList<>(Math.min(batch.size(), PER_BATCH));
        for (BatchableOperation<?> operation : batch.operations()) {
            if (keys.size() == PER_BATCH || bytes > BYTES) {
                break;
            }
            String key = text(operation);
            bytes += OVERHEAD + 2 * key.length();
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static String text(BatchableOperation<?> operation) {
        try {
            String key = ObjectUtils.nullSafeToString(operation.asksFor());
            return key.length() <= CHARACTERS ? key : key.substring(0, CHARACTERS - 1) + "…";
        } catch (
                Throwable failure) { // of the application's code, as a stack overflow: the request would fail otherwise
            return "(its text is not known: " + failure.getClass().getSimpleName() + ")";
        }
    }
}
