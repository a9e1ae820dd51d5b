package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Shown;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/** The failures of a statement that one key may have caused because the column cannot have it. */
final class KeyFailure {

    /** The class of SQL states of values that cannot be converted or are out of range. */
    private static final String DATA_EXCEPTION = "22";

    /** The codes by which MySQL and MariaDB refuse a text that the character set of the column does not have. */
    private static final Set<Integer> OF_MYSQL = Set.of(1267, 1270, 1271);

    /** The code by which H2 refuses a decimal with too many places. */
    private static final int OF_H2 = 90151;

    /** The beginnings of messages of DuckDB, which reports no SQL states. */
    private static final Set<String> OF_DUCKDB =
            Set.of("Conversion Error", "Out of Range Error", "Invalid Input Error", "Invalid Error: long overflow");

    private KeyFailure() {}

    /** True for such a failure of the database. */
    static boolean isOfAKey(RuntimeException failure, Dbms dbms) {
        return SqlCauses.anyOf(failure, sql -> isOfAKey(sql, dbms));
    }

    /** True for a value that cannot be sent, so that the database knows nothing of it. */
    static boolean isOfTheDriver(RuntimeException failure) {
        return failure instanceof DateTimeException || failure instanceof ArithmeticException;
    }

    private static boolean isOfAKey(SQLException failure, Dbms dbms) {
        return SqlCauses.hasState(failure, DATA_EXCEPTION)
                || switch (dbms) {
                    case MYSQL, MARIADB -> OF_MYSQL.contains(failure.getErrorCode());
                    case H2 -> failure.getErrorCode() == OF_H2;
                    case DUCKDB -> {
                        String message = failure.getMessage();
                        yield message != null && OF_DUCKDB.stream().anyMatch(message::contains);
                    }
                    default -> false;
                };
    }

    /**
     * The failure of a key one of whose rows cannot be mapped.
     *
     * @param name the name of the query
     */
    static RuntimeException unmappable(String name, @Nullable Object key, Exception failure) {
        return failure instanceof RuntimeException ofMapper
                ? ofMapper
                : new DataRetrievalFailureException(name + " cannot map a row of key " + Shown.key(key), failure);
    }
}
