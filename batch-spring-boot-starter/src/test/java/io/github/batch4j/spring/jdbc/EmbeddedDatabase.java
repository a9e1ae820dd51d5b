package io.github.batch4j.spring.jdbc;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database in this process. */
abstract class EmbeddedDatabase extends CountedDatabase {

    EmbeddedDatabase(String url) {
        super(new DriverManagerDataSource(url));
    }
}
