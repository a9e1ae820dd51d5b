package io.github.batch4j.spring.findings;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.findings.Finding;
import io.github.batch4j.findings.FindingRules;
import io.github.batch4j.spring.BatchFindingsException;
import io.github.batch4j.spring.work.Recording;
import io.github.batch4j.spring.work.Work;
import io.github.batch4j.spring.work.WorkListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;

/**
 * A listener that looks for avoidable batches: at the end of a request or a unit of work and, outside of both, of each
 * execution. It logs them, or lets the execution fail that has sent them. Thread-safe.
 *
 * <p>The batches of a request or a unit are kept until its end. A job may use its executor for many executions, so
 * those of the last jobs are kept.
 */
public final class FindingsListener implements WorkListener, Ordered {

    /** The number of jobs whose batches are kept from one execution to the next. */
    private static final int JOBS = 16;

    private static final Logger LOG = LoggerFactory.getLogger("io.github.batch4j.findings");

    private final FindingRules rules;
    private final Set<String> allowed;
    private final boolean isToFail;

    /** The batches of the jobs that were executed last. Batches refer to their executor, so weak keys would not do. */
    private final Map<BatchExecutor, SentBatches> jobs = new LinkedHashMap<>(JOBS, 0.75f, true);

    /**
     * Makes a listener.
     *
     * @param rules the rules to check by
     * @param allowed the short names of batchers whose findings are accepted; the rules know the long ones only
     * @param isToFail whether an execution fails with a {@link BatchFindingsException}; if not, findings are logged
     */
    public FindingsListener(FindingRules rules, Set<String> allowed, boolean isToFail) {
        this.rules = rules;
        this.allowed = Set.copyOf(allowed);
        this.isToFail = isToFail;
    }

    @Override
    public Recording onStart(Work work) {
        return new FindingsRecording(work);
    }

    @Override
    public boolean needsCallers() {
        return true;
    }

    /** Before the timeline, which shows what was found. */
    @Override
    public int getOrder() {
        return 0;
    }

    private SentBatches sentBy(BatchExecutor executor) {
        synchronized (jobs) {
            SentBatches batches = jobs.computeIfAbsent(executor, any -> new SentBatches());
            if (jobs.size() > JOBS) {
                jobs.remove(jobs.keySet().iterator().next());
            }
            return batches;
        }
    }

    /** The findings as they leave the application. */
    private List<Finding> shown(List<Finding> findings) {
        return findings.stream()
                .map(ShortNames::in)
                .filter(finding -> !allowed.contains(finding.batcher()))
                .toList();
    }

    /** The batches of a request or a unit of work, or of the executor of a job. */
    private final class FindingsRecording implements Recording {

        private final Work work;
        private @Nullable SentBatches batches;

        FindingsRecording(Work work) {
            this.work = work;
        }

        @Override
        public void onAnswer(BatchTrace.Entry entry) {
            if (batches == null) {
                batches = work.isWhole()
                        ? new SentBatches()
                        : sentBy(entry.batch().execution().executor());
            }
            batches.add(entry);
        }

        @Override
        public void onExecutionEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
            if (isToFail && failure == null && batches != null) {
                failIfAny(shown(batches.unknown(rules, false)));
            }
        }

        @Override
        public void onEnd() {
            if (batches == null) {
                return;
            }
            List<Finding> found = shown(batches.unknown(rules, work.isWhole()));
            List<Finding> shown = isToFail ? shown(batches.known()) : found;
            if (!shown.isEmpty()) {
                work.report(shown.stream().map(Finding::toString).toList());
            }
            if (isToFail) {
                failIfAny(found);
            } else {
                found.forEach(finding -> LOG.warn("{}: {}", work.isWhole() ? work.name() : "job, so far", finding));
            }
        }

        private static void failIfAny(List<Finding> found) {
            if (!found.isEmpty()) {
                throw new BatchFindingsException(found);
            }
        }
    }
}
