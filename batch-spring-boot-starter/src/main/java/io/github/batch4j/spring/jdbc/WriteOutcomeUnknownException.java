package io.github.batch4j.spring.jdbc;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * The failure of a write whose rows may be in the database all the same: the connection was lost while the write or its
 * commit was sent, the failed batch could not be rolled back, or the row was inserted but its key is not known. Look at
 * the data before such a write is sent again.
 *
 * <p>A write that fails with any other {@code DataAccessException} has changed nothing, or nothing that its transaction
 * could still commit, in tables that take part in transactions. The cause is the failure of the batch.
 */
public final class WriteOutcomeUnknownException extends NonTransientDataAccessException {

    private static final long serialVersionUID = 1;

    WriteOutcomeUnknownException(StatementText statement, Throwable cause) {
        super(
                "'" + statement + "' has failed, but its rows may be in the database; look there before it is sent"
                        + " again: " + cause.getMessage(),
                cause);
    }
}
