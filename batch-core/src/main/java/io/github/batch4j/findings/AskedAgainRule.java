package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.Caller;
import io.github.batch4j.SentBatch;
import io.github.batch4j.findings.Finding.AskedAgain.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds {@link Finding.AskedAgain}: reads equal to one that was answered earlier. */
final class AskedAgainRule {

    private record Question(Batcher<?, ?> batcher, @Nullable Object partition, BatchableOperation<?> operation) {}

    private record Cause(
            Batcher<?, ?> batcher, Reason reason, @Nullable Batcher<?, ?> writer) {}

    /** A write, and the number of the batch that it was in. */
    private record Write(int number, SentBatch batch, int operation) {}

    private static final class Repeated {

        private final @Nullable Caller caller;
        private final @Nullable Write write;
        private int operations;

        Repeated(@Nullable Caller caller, @Nullable Write write) {
            this.caller = caller;
            this.write = write;
        }
    }

    private final Map<Question, Integer> answered = new HashMap<>();

    /** The last write of each thing that was written: looking through all writes for each read would take too long. */
    private final Map<Object, Write> writes = new HashMap<>();

    private final Map<Cause, Repeated> repeated = new LinkedHashMap<>();

    private AskedAgainRule() {}

    static List<Finding> check(ExecutorBatches batches, int threshold) {
        AskedAgainRule rule = new AskedAgainRule();
        for (int i = 0; i < batches.entries().size(); i++) {
            BatchTrace.Entry entry = batches.entries().get(i);
            if (entry.batch().isRoundTrip()) {
                rule.look(entry, i);
            }
        }
        List<Finding> findings = new ArrayList<>();
        rule.repeated.forEach((cause, found) -> {
            if (found.operations >= threshold) {
                findings.add(finding(cause, found));
            }
        });
        return findings;
    }

    private static Finding finding(Cause cause, Repeated found) {
        Write write = found.write;
        return new Finding.AskedAgain(
                cause.batcher.name(),
                found.caller,
                found.operations,
                cause.reason,
                cause.writer == null ? null : cause.writer.name(),
                write == null ? null : ExecutorBatches.caller(write.batch, write.operation));
    }

    private void look(BatchTrace.Entry entry, int number) {
        SentBatch batch = entry.batch();
        for (int i = 0; i < batch.size(); i++) {
            BatchableOperation<?> operation = batch.operations().get(i);
            try {
                if (ExecutorBatches.isRead(operation)) {
                    Integer before = entry.failure() == null
                            ? answered.put(new Question(batch.batcher(), batch.partition(), operation), number)
                            : null;
                    if (before != null) {
                        repeat(batch, i, operation.reads(), before);
                    }
                } else if (operation.writes() != null) {
                    Write write = new Write(number, batch, i);
                    several(operation.writes()).forEach(wrote -> writes.put(wrote, write));
                }
            } catch (RuntimeException broken) {
                // By a method of the operation, which fails where it is used; nothing can be found about it.
            }
        }
    }

    private void repeat(SentBatch batch, int operation, @Nullable Object read, int before) {
        Reason reason;
        Write write = null;
        if (!batch.execution().keepsAnswers()) {
            reason = Reason.NO_CACHE;
        } else if (read == null) {
            reason = Reason.NOT_KEPT;
        } else {
            reason = Reason.WRITTEN;
            write = lastWrite(read, before);
            if (write == null) {
                return; // cleared by the program, which has its reasons
            }
        }
        Write cause = write;
        repeated.computeIfAbsent(
                        new Cause(batch.batcher(), reason, write == null ? null : write.batch.batcher()),
                        any -> new Repeated(ExecutorBatches.caller(batch, operation), cause))
                .operations++;
    }

    /** The last write of something that is read, since a batch; null if there is none. */
    private @Nullable Write lastWrite(Object read, int since) {
        Write last = null;
        for (Object one : several(read)) {
            Write write = writes.get(one);
            if (write != null && write.number >= since && (last == null || write.number > last.number)) {
                last = write;
            }
        }
        return last;
    }

    private static Set<?> several(@Nullable Object readOrWritten) {
        if (readOrWritten == null) {
            return Set.of();
        }
        return readOrWritten instanceof Set<?> several ? several : Set.of(readOrWritten);
    }
}
