package io.github.batch4j.spring.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** The kinds of failures of writes. */
final class WriteFailures {

    /** The state of PostgreSQL for a value whose type does not fit the column. */
    private static final String WRONG_TYPE = "42804";

    private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;

    private WriteFailures() {}

    /** True if the connection has failed, so that it is not known how far the statement has got. */
    static boolean isOfConnection(Throwable failure) {
        return SqlCauses.anyOf(
                failure,
                sql -> sql instanceof SQLNonTransientConnectionException
                        || sql instanceof SQLTransientConnectionException
                        || sql instanceof SQLRecoverableException
                        || SqlCauses.hasState(sql, "08"));
    }

    /**
     * True if a batch may have failed because of one write, such as a duplicate key, or because of its locks, as in a
     * deadlock. The other writes may succeed without it. Not so for a statement that is wrong, or a timeout, which each
     * run would wait for again.
     */
    static boolean isOfOne(Throwable failure) {
        boolean ofAll = failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof InvalidDataAccessResourceUsageException
                || failure instanceof PermissionDeniedDataAccessException
                || failure instanceof Error
                || isOfConnection(failure)
                || SqlCauses.anyOf(failure, WriteFailures::isBusySqlite);
        return !ofAll
                || SqlCauses.anyOf(failure, WriteFailures::isDeadlock)
                || SqlCauses.anyOf(failure, sql -> SqlCauses.hasState(sql, WRONG_TYPE));
    }

    /** True for a deadlock or a serialization failure. Not 40XL1, by which Derby reports that it has waited in vain. */
    private static boolean isDeadlock(SQLException failure) {
        return (SqlCauses.hasState(failure, "40001") || SqlCauses.hasState(failure, "40P01"))
                && failure.getErrorCode() != MYSQL_LOCK_WAIT_TIMEOUT;
    }

    /** True if SQLite has waited for a lock in vain, which its driver reports without a SQL state. */
    private static boolean isBusySqlite(SQLException failure) {
        int code = failure.getErrorCode() & 0xff; // the rest is a detail
        return failure.getSQLState() == null
                && (code == SQLITE_BUSY || code == SQLITE_LOCKED)
                && failure.getClass().getName().startsWith("org.sqlite.");
    }
}
