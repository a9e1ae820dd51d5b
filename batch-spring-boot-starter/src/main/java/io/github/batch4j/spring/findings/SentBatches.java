package io.github.batch4j.spring.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.Caller;
import io.github.batch4j.findings.Finding;
import io.github.batch4j.findings.FindingRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The latest batches of one executor and the findings that are known. Thread-safe, though an executor is confined. */
final class SentBatches {

    /** The number of operations kept; of more, the batches that were sent first are dropped. */
    private static final int MOST = 100_000;

    /** The number of executions up to which each is checked; from there on at powers of two, as a check looks at all. */
    private static final int ALWAYS_CHECKED = 64;

    private final List<BatchTrace.Entry> entries = new ArrayList<>();
    private final List<Finding> known = new ArrayList<>();
    private final Set<Where> places = new HashSet<>();
    private int operations;
    private int checks;

    /** The kind and place of a finding, which is reported once. */
    private record Where(
            Class<?> kind, String batcher, @Nullable List<StackTraceElement> frames) {

        static Where of(Finding finding) {
            Caller caller = finding.caller();
            return new Where(finding.getClass(), finding.batcher(), caller == null ? null : caller.frames());
        }
    }

    synchronized void add(BatchTrace.Entry entry) {
        // Answers may come in another order than the batches were sent.
        int place = entries.size();
        while (place > 0 && isLater(entries.get(place - 1), entry)) {
            place--;
        }
        entries.add(place, entry);
        operations += entry.batch().size();
        while (operations > MOST && entries.size() > 1) {
            operations -= entries.remove(0).batch().size();
        }
    }

    private static boolean isLater(BatchTrace.Entry one, BatchTrace.Entry other) {
        return one.batch().sentAt().isAfter(other.batch().sentAt());
    }

    /**
     * Checks the batches for findings that were not reported before.
     *
     * @param isLast whether they are checked for the last time
     */
    synchronized List<Finding> unknown(FindingRules rules, boolean isLast) {
        checks++;
        if (!isLast && checks > ALWAYS_CHECKED && Integer.bitCount(checks) > 1) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        for (Finding finding : rules.check(entries)) {
            if (places.add(Where.of(finding))) {
                found.add(finding);
            }
        }
        known.addAll(found);
        return found;
    }

    synchronized List<Finding> known() {
        return List.copyOf(known);
    }
}
