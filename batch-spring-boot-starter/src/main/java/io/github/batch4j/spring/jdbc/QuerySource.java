package io.github.batch4j.spring.jdbc;

import java.util.Set;

/** Where rows come from, and the SQL that asks for those of some keys: with {@code :keys} for these. */
sealed interface QuerySource permits TableSource, TextSource {

    /** The name in traces. */
    String name();

    /** What has to be given beside the keys, by name. */
    Set<String> arguments();

    /** The text, in which the parameters of {@link KeyColumns} stand for the keys: arrays if the dialect takes them. */
    String sql(Dialect dialect, KeyColumns<?> keys, RowUse<?> use);

    /** Whether the list of keys may be written out in full, one condition for each. */
    boolean canListConditions();
}
