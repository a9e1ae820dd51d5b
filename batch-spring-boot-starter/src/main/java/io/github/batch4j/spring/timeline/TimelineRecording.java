package io.github.batch4j.spring.timeline;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.work.Recording;
import io.github.batch4j.spring.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one work. It keeps no operation and no answer, and executions only while they run. */
final class TimelineRecording implements Recording {

    /** The number of batches kept. */
    static final int ROWS = 300;

    /** The number of findings kept, and of characters of each. */
    private static final int FINDINGS = 10;

    private static final int CHARACTERS = 400;

    private final Timeline timeline;
    private final Work work;
    private final RecordedNames names = new RecordedNames();
    private final @Nullable RecordedKeys keys;
    private final List<RecordedBatch> rows = new ArrayList<>();
    private final Map<BatchExecution, Integer> open = new HashMap<>(2);
    private int executions;
    private int steps;
    private int roundTrips;
    private int operations;
    private int cachedAnswers;
    private int omitted;

    TimelineRecording(Timeline timeline, Work work, boolean withKeys) {
        this.timeline = timeline;
        this.work = work;
        this.keys = withKeys ? new RecordedKeys() : null;
    }

    @Override
    public void onAnswer(BatchTrace.Entry entry) {
        int execution = number(entry.batch().execution());
        if (rows.size() == ROWS) {
            omitted++;
            return;
        }
        SentBatch batch = entry.batch();
        rows.add(new RecordedBatch(
                names.of(batch),
                !batch.isRoundTrip(),
                execution,
                batch.step(),
                Math.max(0, micros(Duration.between(work.startedAt(), batch.sentAt()))),
                micros(entry.took()),
                batch.size(),
                batch.asked(),
                Names.of(entry.failure()),
                keys == null ? null : keys.of(batch)));
    }

    @Override
    public void onExecutionEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        number(execution);
        open.remove(execution);
        steps += execution.steps();
        roundTrips += execution.roundTrips();
        operations += execution.operations();
        cachedAnswers += execution.cachedAnswers();
    }

    @Override
    public void onEnd() {
        rows.sort(Comparator.comparingLong(RecordedBatch::startMicros));
        timeline.add(id -> new RecordedWork(
                id,
                work.name(),
                work.startedAt(),
                micros(work.took()),
                executions,
                steps,
                roundTrips,
                operations,
                cachedAnswers,
                Names.of(work.failure()),
                shortened(work.findings()),
                List.copyOf(rows),
                omitted));
    }

    /** The first findings, shortened, and how many more there are. */
    private static List<String> shortened(List<String> findings) {
        List<String> kept = new ArrayList<>();
        for (String finding : findings.subList(0, Math.min(FINDINGS, findings.size()))) {
            kept.add(finding.length() <= CHARACTERS ? finding : finding.substring(0, CHARACTERS - 1) + "…");
        }
        if (findings.size() > FINDINGS) {
            kept.add("and " + (findings.size() - FINDINGS) + " more");
        }
        return List.copyOf(kept);
    }

    private int number(BatchExecution execution) {
        Integer number = open.get(execution);
        if (number == null) {
            number = ++executions;
            open.put(execution, number);
        }
        return number;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
