package io.github.batch4j.sample;

import org.springframework.jdbc.core.JdbcTemplate;

/** What H2 itself has counted: its statistics of queries. */
final class QueryStats {

    private static final String QUERIES = """
            select coalesce(sum(execution_count), 0) from information_schema.query_statistics
            where lower(sql_statement) like 'select%from%users%'""";

    private final JdbcTemplate jdbc;

    QueryStats(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void reset() {
        jdbc.execute("set query_statistics false");
        jdbc.execute("set query_statistics true");
    }

    /** How many queries of users it has run since the reset. */
    int queries() {
        return jdbc.queryForObject(QUERIES, Integer.class);
    }
}
