package io.github.batch4j.spring.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.Caller;
import io.github.batch4j.findings.Finding;
import io.github.batch4j.findings.FindingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest batches of a request or of an executor, and the findings that are known. Thread-safe. */
final class SentBatches {

    /** The number of operations kept; of more, the older half of the batches is dropped. */
    private static final int MOST = 100_000;

    /** The number of batches up to which they are checked after each execution. */
    private static final int FEW = 64;

    /** The factor by which the number of a finding has grown when it is reported again. */
    private static final int GROWN = 4;

    private final List<BatchTrace.Entry> entries = new ArrayList<>();
    private final Map<Where, Finding> known = new LinkedHashMap<>();
    private int operations;
    private int added;
    private int nextCheck;

    /** The kind and place of a finding. */
    private record Where(
            Class<?> kind, String batcher, @Nullable String line) {

        /** Without the callers of the line: a recursive method would have one at each depth. */
        static Where of(Finding finding) {
            Caller caller = finding.caller();
            return new Where(finding.getClass(), finding.batcher(), caller == null ? null : caller.toString());
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
        added++;
        if (operations > MOST && entries.size() > 1) {
            List<BatchTrace.Entry> older = entries.subList(0, entries.size() / 2);
            older.forEach(dropped -> operations -= dropped.batch().size());
            older.clear();
        }
    }

    private static boolean isLater(BatchTrace.Entry one, BatchTrace.Entry other) {
        return one.batch().sentAt().isAfter(other.batch().sentAt());
    }

    /**
     * Checks the batches for findings that were not reported before, or with a much smaller number.
     *
     * @param isLast whether they are checked for the last time; if not they are checked when there are an eighth more,
     *     as each check looks at all of them
     */
    synchronized List<Finding> unknown(FindingRules rules, boolean isLast) {
        if (!isLast && added < nextCheck) {
            return List.of();
        }
        nextCheck = added < FEW ? added + 1 : added + added / 8;
        List<Finding> found = new ArrayList<>();
        for (Finding finding : rules.checkTogether(entries)) {
            Where where = Where.of(finding);
            Finding before = known.get(where);
            if (before == null
                    || number(finding) >= GROWN * number(before)
                    || (isLast && number(finding) > number(before))) {
                known.put(where, finding);
                found.add(finding);
            }
        }
        return found;
    }

    /** The number of times that something avoidable was done. */
    private static int number(Finding finding) {
        if (finding instanceof Finding.OneByOne several) {
            return several.times();
        }
        return finding instanceof Finding.AskedAgain again ? again.operations() : 1;
    }

    /** All findings so far, each with its last number. */
    synchronized List<Finding> known() {
        return List.copyOf(known.values());
    }
}
