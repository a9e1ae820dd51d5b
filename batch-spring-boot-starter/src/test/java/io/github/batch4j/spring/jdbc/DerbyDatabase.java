package io.github.batch4j.spring.jdbc;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.BadSqlGrammarException;

/** A Derby in memory. */
final class DerbyDatabase extends EmbeddedDatabase {

    static {
        System.setProperty("derby.stream.error.file", "target/derby.log");
    }

    private final String url;

    DerbyDatabase() {
        this("jdbc:derby:memory:" + UUID.randomUUID());
    }

    private DerbyDatabase(String url) {
        super(url + ";create=true");
        this.url = url;
    }

    @Override
    public void drop(String table) {
        try {
            jdbc().execute("drop table " + table);
        } catch (BadSqlGrammarException missing) {
            // it has no "if exists"
        }
    }

    @Override
    public void rename(String table, String name) {
        jdbc().execute("rename table " + table + " to " + name);
    }

    @Override
    public void close() {
        super.close();
        try {
            DriverManager.getConnection(url + ";drop=true").close();
        } catch (SQLException dropped) {
            if (!"08006".equals(dropped.getSQLState())) {
                throw new IllegalStateException(dropped);
            }
        }
    }
}
