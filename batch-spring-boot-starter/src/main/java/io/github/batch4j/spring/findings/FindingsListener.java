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
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;

/**
 * A listener that looks for avoidable batches: at the end of a request and, outside of one, of each execution. It logs
 * them, or lets the execution fail that has sent them. Thread-safe.
 *
 * <p>A job may use its executor for many executions, so batches are kept by executor and not by work.
 */
public final class FindingsListener implements WorkListener, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(FindingsListener.class.getPackageName());

    private final FindingRules rules;
    private final boolean isToFail;

    // The batches refer to their executor, so they are referred to softly: or else no key would ever be dropped.
    private final Map<BatchExecutor, SoftReference<SentBatches>> sent = new WeakHashMap<>();

    /**
     * Makes a listener.
     *
     * @param rules the rules to check by
     * @param isToFail whether an execution fails with a {@link BatchFindingsException}; if not, findings are logged
     */
    public FindingsListener(FindingRules rules, boolean isToFail) {
        this.rules = rules;
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
        synchronized (sent) {
            SoftReference<SentBatches> reference = sent.get(executor);
            SentBatches batches = reference == null ? null : reference.get();
            if (batches == null) {
                batches = new SentBatches();
                sent.put(executor, new SoftReference<>(batches));
            }
            return batches;
        }
    }

    /** The batches of the executors that one work has used. */
    private final class FindingsRecording implements Recording {

        private final Work work;
        private final Set<SentBatches> used = new LinkedHashSet<>();

        FindingsRecording(Work work) {
            this.work = work;
        }

        @Override
        public void onAnswer(BatchTrace.Entry entry) {
            SentBatches batches = sentBy(entry.batch().execution().executor());
            batches.add(entry);
            used.add(batches);
        }

        @Override
        public void onExecutionEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
            if (isToFail && failure == null) {
                List<Finding> found = sentBy(execution.executor()).unknown(rules, false);
                if (!found.isEmpty()) {
                    throw new BatchFindingsException(found);
                }
            }
        }

        @Override
        public void onEnd() {
            List<Finding> found = new ArrayList<>();
            used.forEach(batches -> found.addAll(batches.unknown(rules, work.isRequest())));
            List<String> texts = new ArrayList<>();
            for (Finding finding : isToFail ? known() : found) {
                texts.add(finding.toString());
            }
            if (!texts.isEmpty()) {
                work.report(texts);
            }
            if (isToFail && !found.isEmpty()) {
                throw new BatchFindingsException(found);
            }
            if (!isToFail) {
                texts.forEach(text -> LOG.warn("{}: {}", work.isRequest() ? work.name() : "job, so far", text));
            }
        }

        private List<Finding> known() {
            return used.stream().flatMap(batches -> batches.known().stream()).toList();
        }
    }
}
