package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** An H2 in this process, with its own statistics of queries. */
final class H2Database implements TestDatabase {

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
    public long statements(String verb, String containing) {
        return ask("coalesce(sum(execution_count), 0)", verb, containing);
    }

    @Override
    public long texts(String verb, String containing) {
        return ask("count(distinct sql_statement)", verb, containing);
    }

    private long ask(String what, String verb, String containing) {
        Long found = jdbc().queryForObject(
                        "select " + what + " from information_schema.query_statistics"
                                + " where lower(sql_statement) like ? and lower(sql_statement) like ?",
                        Long.class,
                        verb + " %",
                        "%" + containing + "%");
        return found == null ? 0 : found;
    }

    @Override
    public void close() {
        jdbc().execute("shutdown");
        dataSource.close();
    }
}
