package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real database, which says itself what it has run. */
interface TestDatabase extends AutoCloseable {

    HikariDataSource dataSource();

    /** How many statements it has run that begin with the given word and have another one in them. */
    long statements(String verb, String containing);

    /** How many different texts those were. */
    long texts(String verb, String containing);

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
