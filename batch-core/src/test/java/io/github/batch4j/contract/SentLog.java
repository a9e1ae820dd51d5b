package io.github.batch4j.contract;

import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.List;

/** Writes down what is sent when it is sent, as {@code 1 users[a, b]}: the step, the batcher, the operations. */
final class SentLog implements BatchListener {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void onSend(SentBatch batch) {
        lines.add(batch.step() + " " + batch);
    }

    List<String> lines() {
        return lines;
    }
}
