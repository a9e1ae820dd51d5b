package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.WriteSupport.Trait;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The means to take back the writes of a batch if one of them fails. With it the outcome of each is known, whatever the
 * driver reports.
 */
sealed interface Undo {

    /**
     * Starts a batch: in a transaction of its own if there is none, behind a savepoint if there is one.
     *
     * @param alone true if the batch has a single statement, which takes itself back when it fails
     * @param sure true if an execution without an exception of the driver has not failed
     */
    static Undo start(Connection connection, WriteSupport support, boolean alone, boolean sure) throws SQLException {
        boolean transaction = !connection.getAutoCommit();
        if (alone && sure) {
            return new ByStatement(transaction);
        }
        if (!transaction) {
            return connection.getMetaData().supportsTransactions()
                    ? new OwnTransaction(connection, support)
                    : alone ? new ByStatement(false) : new None();
        }
        if (support.has(Trait.ABORTS) && sure) {
            return new ByAbort(connection); // saves the round trip of a savepoint
        }
        Savepoint savepoint = savepoint(connection);
        if (savepoint != null) {
            return new ToSavepoint(connection, support, savepoint);
        }
        return support.has(Trait.ABORTS) ? new ByAbort(connection) : alone ? new ByStatement(true) : new None();
    }

    private static @Nullable Savepoint savepoint(Connection connection) throws SQLException {
        if (!connection.getMetaData().supportsSavepoints()) {
            return null;
        }
        try {
            return connection.setSavepoint("batch4j");
        } catch (SQLFeatureNotSupportedException notHere) {
            return null;
        }
    }

    /** Keeps the writes, as none has failed. */
    default void keep() throws SQLException {}

    /**
     * Takes the writes back.
     *
     * @param failure the failure of one of them, or of {@link #keep}
     * @return true if nothing of them is left, or will be when the transaction ends
     */
    boolean undo(Throwable failure);

    /** True if {@link #undo} takes back writes that were done too, and others may follow it. */
    default boolean isExplicit() {
        return false;
    }

    /** Restores the connection. */
    default void end() {}

    /** A transaction of the batch alone. */
    final class OwnTransaction implements Undo {

        private final Connection connection;
        private final WriteSupport support;
        private boolean committing;
        private boolean over;

        OwnTransaction(Connection connection, WriteSupport support) throws SQLException {
            this.connection = connection;
            this.support = support;
            connection.setAutoCommit(false);
        }

        @Override
        public void keep() throws SQLException {
            committing = true;
            connection.commit();
            over = true;
        }

        @Override
        public boolean undo(Throwable failure) {
            boolean lost = WriteFailures.isOfConnection(failure);
            if (lost && committing) {
                return false; // the commit may have arrived
            }
            try {
                connection.rollback();
                over = true;
                return support.isRolledBack(connection);
            } catch (SQLException cannot) {
                failure.addSuppressed(cannot);
                return lost && !over; // without a commit the database rolls back what a lost connection has done
            }
        }

        @Override
        public boolean isExplicit() {
            return true;
        }

        @Override
        public void end() {
            try {
                if (over) {
                    connection.setAutoCommit(true);
                } else {
                    connection.abort(Runnable::run); // setAutoCommit(true) would commit, and close may
                }
            } catch (SQLException lost) {
                // the outcome is known by now, and the next user of the connection gets this failure
            }
        }
    }

    /** A savepoint in the transaction of the caller. */
    record ToSavepoint(Connection connection, WriteSupport support, Savepoint savepoint) implements Undo {

        @Override
        public boolean undo(Throwable failure) {
            try {
                connection.rollback(savepoint);
                return support.isRolledBack(connection);
            } catch (SQLException cannot) {
                failure.addSuppressed(cannot);
                return WriteFailures.isOfConnection(failure);
            }
        }

        @Override
        public boolean isExplicit() {
            return true;
        }

        @Override
        public void end() {
            if (support.has(Trait.LOOSE_TABLES)) {
                return; // MySQL and MariaDB replace a savepoint by the next of the same name, without a round trip
            }
            try {
                connection.releaseSavepoint(savepoint);
            } catch (SQLException notSupported) {
                // then the next one replaces it, as in Oracle and SQL Server
            }
        }
    }

    /** The product aborts the transaction when a statement fails; not if the driver has failed before it was sent. */
    record ByAbort(Connection connection) implements Undo {

        @Override
        public boolean undo(Throwable failure) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                return false;
            } catch (SQLException aborted) {
                return true;
            }
        }
    }

    /** A statement that fails has no effect. Without a transaction it has one if the connection fails after it. */
    record ByStatement(boolean transaction) implements Undo {

        @Override
        public boolean undo(Throwable failure) {
            return failure instanceof SQLException && (transaction || !WriteFailures.isOfConnection(failure));
        }
    }

    /** No means at all. */
    record None() implements Undo {

        @Override
        public boolean undo(Throwable failure) {
            return false;
        }
    }
}
