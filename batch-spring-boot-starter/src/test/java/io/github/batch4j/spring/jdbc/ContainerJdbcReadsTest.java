package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** What reads have in common, on a database that has no arrays. Skipped where there is no Docker. */
@EnabledIfDockerAvailable
class ContainerJdbcReadsTest {

    @RegisterExtension
    static final DatabaseExtension MYSQL = new DatabaseExtension(MySqlDatabase::new);

    abstract static class OfMySql extends ReadContract {

        private final Reads reads;
        private ReadStore store;

        OfMySql(Reads reads) {
            this.reads = reads;
        }

        @Override
        protected ReadStore store() {
            if (store == null) {
                store = new Things(MYSQL.database(), reads);
            }
            return store;
        }
    }

    @Nested
    class OneRow extends OfMySql {

        OneRow() {
            super(Reads.ONE_ROW);
        }
    }

    @Nested
    class ManyRows extends OfMySql {

        ManyRows() {
            super(Reads.MANY_ROWS);
        }
    }

    @Nested
    class Count extends OfMySql {

        Count() {
            super(Reads.COUNT);
        }
    }

    @Nested
    class SqlText extends OfMySql {

        SqlText() {
            super(Reads.SQL_TEXT);
        }
    }

    @Nested
    class CompositeKey extends OfMySql {

        CompositeKey() {
            super(Reads.COMPOSITE_KEY);
        }
    }
}
