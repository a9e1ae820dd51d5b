package io.github.batch4j.test;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.findings.Finding;
import java.util.List;

/** The message of a failure: a sentence, all batches of the trace, and the findings. */
final class TraceReport {

    private TraceReport() {}

    static String of(String sentence, BatchTrace trace, List<Finding> findings) {
        String newLine = System.lineSeparator();
        StringBuilder report =
                new StringBuilder(sentence).append(':').append(newLine).append(trace);
        if (!findings.isEmpty()) {
            report.append(newLine).append("Findings:");
            findings.forEach(finding -> report.append(newLine).append("- ").append(finding));
        }
        return report.toString();
    }
}
