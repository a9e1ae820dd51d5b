package io.github.batch4j.spring.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Statement;
import org.springframework.dao.DataAccessException;

/**
 * What has become of each write of a batch in which one has failed, as far as the driver tells.
 *
 * <p>Some drivers stop at the first that fails and tell of those before; some go on and tell of all; some, as PostgreSQL's,
 * undo all and say so.
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

    /** How many rows a write has changed; throws the failure if it is not known to have been run. */
    int count(int write) {
        if (write < counts.length && counts[write] != Statement.EXECUTE_FAILED) {
            return counts[write];
        }
        throw failure;
    }
}
