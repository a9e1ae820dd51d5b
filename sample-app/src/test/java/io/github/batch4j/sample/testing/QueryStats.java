package io.github.batch4j.sample.testing;

import org.springframework.jdbc.core.JdbcTemplate;

/** The queries that H2 has counted: its query statistics. */
public final class QueryStats {

    private static final String QUERIES = """
            select coalesce(sum(execution_count), 0) from information_schema.query_statistics
            where lower(sql_statement) like 'select%from%users%'""";

    private final JdbcTemplate jdbc;

    public QueryStats(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void reset() {
        jdbc.execute("set query_statistics false");
        jdbc.execute("set query_statistics true");
    }

    /** Counts the queries of users since the reset. */
    public int queries() {
        return jdbc.queryForObject(QUERIES, Integer.class);
    }
}
