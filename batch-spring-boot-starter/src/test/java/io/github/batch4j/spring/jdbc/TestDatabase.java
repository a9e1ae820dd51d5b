package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real database with statistics of the statements that it has run. */
interface TestDatabase extends AutoCloseable {

    HikariDataSource dataSource();

    /**
     * The SQL that reads its statistics.
     *
     * @param statements counts statements
     * @param texts counts different texts
     * @param from the table, and a condition
     * @param text the text of a statement in lower case
     */
    record Statistics(String statements, String texts, String from, String text) {}

    Statistics statistics();

    /** The number of statements that start with a word and contain another one. */
    default long statements(String verb, String containing) {
        return ask(statistics().statements(), verb, containing);
    }

    /** The number of different texts of those statements. */
    default long texts(String verb, String containing) {
        return ask(statistics().texts(), verb, containing);
    }

    private long ask(String what, String verb, String containing) {
        String text = statistics().text();
        Long found = jdbc().queryForObject(
                        "select " + what + " from " + statistics().from() + " and " + text + " like ? and " + text
                                + " like ?",
                        Long.class,
                        verb + " %",
                        "%" + containing + "%");
        return found == null ? 0 : found;
    }

    void resetStatistics();

    default JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }

    default TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
    }

    @Override
    void close();
}
