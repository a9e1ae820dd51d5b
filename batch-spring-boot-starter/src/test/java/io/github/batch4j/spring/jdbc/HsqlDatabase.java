package io.github.batch4j.spring.jdbc;

import java.util.UUID;

/** An HSQLDB in memory. */
final class HsqlDatabase extends EmbeddedDatabase {

    HsqlDatabase() {
        super("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
    }

    @Override
    public void close() {
        jdbc().execute("shutdown");
        super.close();
    }
}
