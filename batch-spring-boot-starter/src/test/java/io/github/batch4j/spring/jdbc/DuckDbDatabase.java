package io.github.batch4j.spring.jdbc;

import java.util.UUID;

/** A DuckDB in memory, which lives as long as it has a connection. */
final class DuckDbDatabase extends EmbeddedDatabase {

    DuckDbDatabase() {
        super("jdbc:duckdb:memory:" + UUID.randomUUID());
    }

    /** Moves its rows to a new table, as it does not rename one that has an index. */
    @Override
    public void rename(String table, String name) {
        jdbc().execute("create table " + name + " as select * from " + table);
        drop(table);
    }
}
