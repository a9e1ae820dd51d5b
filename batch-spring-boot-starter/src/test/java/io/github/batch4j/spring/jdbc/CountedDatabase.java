package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A database whose statements are counted at its connections, as it has no statistics itself. */
abstract class CountedDatabase implements TestDatabase {

    private final CountedStatements counted = new CountedStatements();
    private final HikariDataSource dataSource = new HikariDataSource();

    CountedDatabase(DataSource source) {
        dataSource.setDataSource(counted.of(source));
        dataSource.setMaximumPoolSize(2);
    }

    @Override
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public long statements(String verb, String containing) {
        return counted.statements(verb, containing);
    }

    @Override
    public long texts(String verb, String containing) {
        return counted.texts(verb, containing);
    }

    @Override
    public void resetStatistics() {
        counted.reset();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
