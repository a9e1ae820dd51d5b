package io.github.batch4j.spring.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The known behaviour of a database product and its driver when writes run as a JDBC batch. It was measured; about a
 * product that is not listed nothing is assumed.
 *
 * <p>Counts of a failed batch are used for no product: PostgreSQL's driver commits every 256 or so writes on its own,
 * MariaDB's and MySQL's report a packet of several as failed, and those of SQLite and DuckDB report none.
 *
 * @param keys the inserts whose generated keys come back from a batch
 */
record WriteSupport(Keys keys, Set<Trait> traits) {

    enum Keys {
        /** All; their counts tell which of them have inserted a row. */
        OF_ANY_INSERT,

        /**
         * Those that insert one row by {@code values}. For others HSQLDB's driver fails if one inserts none, MySQL's
         * with {@code rewriteBatchedStatements} invents keys, and MariaDB's returns the first of each statement.
         */
        OF_VALUES,

        /** None: Derby and DuckDB return the key of the last insert only, SQLite returns none. */
        OF_NONE
    }

    enum Trait {
        /** A failed statement makes its transaction useless: nothing of it can be committed. */
        ABORTS,

        /** An insert without {@code values} returns the key of an earlier one. */
        STALE_KEYS,

        /** Some tables take part in no transaction, such as MyISAM's. */
        LOOSE_TABLES
    }

    private static final int NOT_ROLLED_BACK = 1196;

    static WriteSupport of(Dbms dbms) {
        return switch (dbms) {
            case POSTGRESQL -> new WriteSupport(Keys.OF_ANY_INSERT, Set.of(Trait.ABORTS));
            case H2 -> new WriteSupport(Keys.OF_ANY_INSERT, Set.of());
            case HSQLDB -> new WriteSupport(Keys.OF_VALUES, Set.of());
            case MYSQL, MARIADB -> new WriteSupport(Keys.OF_VALUES, Set.of(Trait.LOOSE_TABLES));
            case DERBY -> new WriteSupport(Keys.OF_NONE, Set.of(Trait.STALE_KEYS));
            case DUCKDB -> new WriteSupport(Keys.OF_NONE, Set.of(Trait.ABORTS));
            default -> new WriteSupport(Keys.OF_NONE, Set.of());
        };
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * Refuses an insert whose key would be that of another one.
     *
     * @throws InvalidDataAccessApiUsageException for such an insert
     */
    void checkKeys(StatementText statement) {
        if (has(Trait.STALE_KEYS) && !statement.insertsOneRow()) {
            throw new InvalidDataAccessApiUsageException(
                    "JdbcBatch.insert expects an insert of one row by values, got '" + statement
                            + "'; for any other this database returns the generated key of an earlier insert");
        }
    }

    /** True if a batch of a statement returns the generated keys of all its rows. */
    boolean returnsKeys(StatementText statement) {
        return keys == Keys.OF_ANY_INSERT || (keys == Keys.OF_VALUES && statement.insertsOneRow());
    }

    /** True if the rollback just done on a connection was of all tables. */
    boolean isRolledBack(Connection connection) throws SQLException {
        if (has(Trait.LOOSE_TABLES)) {
            try (Statement statement = connection.createStatement();
                    ResultSet warnings = statement.executeQuery("show warnings")) {
                while (warnings.next()) {
                    if (warnings.getInt("Code") == NOT_ROLLED_BACK) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
