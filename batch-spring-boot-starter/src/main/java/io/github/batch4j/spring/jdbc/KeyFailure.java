package io.github.batch4j.spring.jdbc;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Set;

/** Recognises failures of a statement that a single key may have caused: one that the column cannot have. */
final class KeyFailure {

    /** The class of SQL states of values that cannot be converted or are out of range. */
    private static final String DATA_EXCEPTION = "22";

    /**
     * The codes by which MySQL and MariaDB refuse a text that the character set of the column does not have, and H2 a
     * decimal with too many places.
     */
    private static final Set<Integer> CODES = Set.of(1267, 1270, 1271, 90151);

    /** The beginnings of messages of DuckDB, which reports no SQL states. */
    private static final Set<String> OF_DUCKDB =
            Set.of("Conversion Error", "Out of Range Error", "Invalid Input Error", "Invalid Error: long overflow");

    private KeyFailure() {}

    /** True for such a failure, of the database or of a conversion for the driver. */
    static boolean isOfAKey(RuntimeException failure) {
        return failure instanceof DateTimeException
                || failure instanceof ArithmeticException
                || SqlCauses.anyOf(failure, KeyFailure::isOfAKey);
    }

    private static boolean isOfAKey(SQLException failure) {
        String message = failure.getMessage();
        return SqlCauses.hasState(failure, DATA_EXCEPTION)
                || CODES.contains(failure.getErrorCode())
                || (failure.getSQLState() == null
                        && message != null
                        && OF_DUCKDB.stream().anyMatch(message::contains));
    }
}
