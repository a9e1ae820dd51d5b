package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** An H2 in this process, with its own statistics of queries. */
final class H2Database implements ServerDatabase {

    private final HikariDataSource dataSource = new HikariDataSource();

    H2Database() {
        dataSource.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        dataSource.setMaximumPoolSize(2);
        jdbc().execute("set query_statistics_max_entries 10000");
        resetStatistics();
    }

    @Override
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void resetStatistics() {
        JdbcTemplate jdbc = jdbc();
        jdbc.execute("set query_statistics false");
        jdbc.execute("set query_statistics true");
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                "coalesce(sum(execution_count), 0)",
                "count(distinct sql_statement)",
                "information_schema.query_statistics where true",
                "lower(sql_statement)");
    }

    @Override
    public void close() {
        jdbc().execute("shutdown");
        dataSource.close();
    }
}
