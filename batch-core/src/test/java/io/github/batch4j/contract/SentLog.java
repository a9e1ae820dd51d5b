package io.github.batch4j.contract;

import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener that records each batch as it is sent, as {@code 1 users[a, b]}: the step, the batcher, the operations.
 */
final class SentLog implements BatchListener {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void onSend(SentBatch batch) {
        lines.add(batch.step() + " " + show(batch));
    }

    /** Formats a batch as {@code users[a, b]}. */
    static String show(SentBatch batch) {
        return batch.batcher().name() + batch.operations();
    }

    List<String> lines() {
        return lines;
    }
}
