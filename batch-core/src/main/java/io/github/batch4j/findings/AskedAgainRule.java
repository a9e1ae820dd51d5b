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
    private record Write(int number, SentBatch batch, int operation, Object wrote) {}

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
    private final List<Write> writes = new ArrayList<>();
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
                    writes.add(new Write(number, batch, i, operation.writes()));
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

    /** The last write of what is read, since a batch; null if there is none. */
    private @Nullable Write lastWrite(Object read, int since) {
        for (int i = writes.size() - 1; i >= 0 && writes.get(i).number >= since; i--) {
            if (meet(read, writes.get(i).wrote)) {
                return writes.get(i);
            }
        }
        return null;
    }

    private static boolean meet(Object read, Object wrote) {
        Set<?> reads = read instanceof Set<?> several ? several : Set.of(read);
        Set<?> writes = wrote instanceof Set<?> several ? several : Set.of(wrote);
        return writes.stream().anyMatch(reads::contains);
    }
}
