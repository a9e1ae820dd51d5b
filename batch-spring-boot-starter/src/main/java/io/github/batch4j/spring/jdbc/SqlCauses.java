package io.github.batch4j.spring.jdbc;

import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The exceptions of the driver among the causes of a failure. */
final class SqlCauses {

    private SqlCauses() {}

    /** True if a condition holds for one of them. */
    static boolean anyOf(@Nullable Throwable failure, Predicate<SQLException> condition) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && condition.test(sql)) {
                return true;
            }
        }
        return false;
    }

    static boolean hasState(SQLException failure, String start) {
        String state = failure.getSQLState();
        return state != null && state.startsWith(start);
    }
}
