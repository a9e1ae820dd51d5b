package io.github.batch4j.spring.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Statement;
import org.springframework.dao.DataAccessException;

/**
 * The outcome of each write of a failed batch, as far as the driver reports it.
 *
 * <p>Some drivers stop at the first failure and report the writes before it; some go on and report all; some, such as
 * PostgreSQL's, undo all and report that.
 */
final class BatchFailure {

    private static final int[] UNKNOWN = {};

    private final DataAccessException failure;
    private final int[] counts;

    private BatchFailure(DataAccessException failure, int[] counts) {
        this.failure = failure;
        this.counts = counts;
    }

    static BatchFailure of(DataAccessException failure, int writes) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BatchUpdateException batch && batch.getUpdateCounts().length <= writes) {
                return new BatchFailure(failure, batch.getUpdateCounts());
            }
        }
        return new BatchFailure(failure, UNKNOWN);
    }

    /** The number of rows that a write has changed; throws the failure if the write is not known to have run. */
    int count(int write) {
        if (write < counts.length && counts[write] != Statement.EXECUTE_FAILED) {
            return counts[write];
        }
        throw failure;
    }
}
