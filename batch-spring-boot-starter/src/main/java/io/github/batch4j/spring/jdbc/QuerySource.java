package io.github.batch4j.spring.jdbc;

import java.util.Set;

/** The source of the rows of a query by keys: makes its SQL. */
sealed interface QuerySource permits TableSource, TextSource {

    /** The names of the parameters besides the keys. */
    Set<String> arguments();

    /** The text, with the parameters of {@link KeyColumns} for the keys: arrays if the dialect takes them. */
    String sql(Dialect dialect, KeyColumns<?> keys, RowReducer<?> rows);

    /** True if the list of keys may be written out in full, one condition for each. */
    boolean canListConditions();
}
