package io.github.batch4j.spring.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the timeline: one batch in numbers and names, without its operations. A row of JSON.
 *
 * @param batcher the name of the batcher
 * @param layered true if it has reached no store itself
 * @param execution the number of the execution within the request, from 1
 * @param step the step of that execution, from 1
 * @param startMicros the time of sending, in microseconds since the request began
 * @param tookMicros the time until its answer, in microseconds
 * @param size the number of operations, merged ones counted once
 * @param asked the number of times that they were asked for
 * @param failure the class of the failure of the whole batch, null if it has answered
 * @param keys the first keys, shortened; null if values are hidden
 */
record RecordedBatch(
        String batcher,
        boolean layered,
        int execution,
        int step,
        long startMicros,
        long tookMicros,
        int size,
        int asked,
        @Nullable String failure,
        @Nullable List<String> keys) {

    RecordedBatch withoutKeys() {
        return new RecordedBatch(
                batcher, layered, execution, step, startMicros, tookMicros, size, asked, failure, null);
    }
}
