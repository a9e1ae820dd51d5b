package io.github.batch4j.spring;

import io.github.batch4j.findings.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@code execute} where findings are set to fail ({@code batch-executor.findings=fail}): the batches sent so
 * far could have been fewer. The message has each finding on a line of its own, without keys or values.
 */
public final class BatchFindingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable List<Finding> findings;

    /**
     * Makes an exception.
     *
     * @param findings at least one
     */
    public BatchFindingsException(List<Finding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    private static String message(List<Finding> findings) {
        StringBuilder message = new StringBuilder("avoidable batches so far (batch-executor.findings=fail):");
        for (Finding finding : findings) {
            message.append(System.lineSeparator()).append("- ").append(finding);
        }
        return message.toString();
    }

    /**
     * The findings.
     *
     * @return at least one, unmodifiable; none if this has been deserialized
     */
    public List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }
}
