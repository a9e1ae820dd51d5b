package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** Reads of a database that has no arrays. Skipped where there is no Docker. */
@EnabledIfDockerAvailable
class ContainerJdbcReadsTest {

    @RegisterExtension
    static final DatabaseExtension MYSQL = new DatabaseExtension(MySqlDatabase::new);

    @Test
    void uuidsAreKeysOfAColumnOfText() {
        JdbcTemplate jdbc = MYSQL.database().jdbc();
        UUID id = UUID.randomUUID();
        jdbc.execute("create table documents (id char(36) primary key, title varchar(100))");
        jdbc.update("insert into documents values (?, 'Deed')", id.toString());
        JdbcLoader<UUID, String> titles = JdbcBatch.of(jdbc)
                .table("documents")
                .columns("title")
                .keyedBy(UUID.class, "id")
                .one(String.class);

        assertThat(BatchExecutor.create().executeAll(List.of(titles.get(UUID.randomUUID()), titles.get(id))))
                .containsExactly(null, "Deed");
    }

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
