package io.github.batch4j.spring.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Recognises failures of a statement that a single key may have caused: one that the column cannot have. */
final class KeyFailure {

    /** The class of SQL states of values that cannot be converted or are out of range. */
    private static final String DATA_EXCEPTION = "22";

    /** The codes by which MySQL and MariaDB refuse a text that the character set of the column does not have. */
    private static final Set<Integer> ILLEGAL_MIX = Set.of(1267, 1270, 1271);

    /** The beginnings of messages of DuckDB, which reports no SQL states. */
    private static final Set<String> OF_DUCKDB =
            Set.of("Conversion Error", "Out of Range Error", "Invalid Input Error", "Invalid Error: long overflow");

    private KeyFailure() {}

    static boolean isOfAKey(DataAccessException failure) {
        return SqlCauses.anyOf(failure, KeyFailure::isOfAKey);
    }

    private static boolean isOfAKey(SQLException failure) {
        String message = failure.getMessage();
        return SqlCauses.hasState(failure, DATA_EXCEPTION)
                || ILLEGAL_MIX.contains(failure.getErrorCode())
                || (failure.getSQLState() == null
                        && message != null
                        && OF_DUCKDB.stream().anyMatch(message::contains));
    }
}
