package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** The contract of reads on databases without arrays. Skipped without Docker. */
@EnabledIfDockerAvailable
class ContainerJdbcReadsTest {

    abstract static class OfKind extends JdbcReadsTest.OfDatabase {

        @Test
        void uuidsAreKeysOfAColumnOfText() {
            JdbcTemplate jdbc = database().jdbc();
            UUID id = UUID.randomUUID();
            database().drop("documents");
            jdbc.execute("create table documents (id char(36) not null primary key, title varchar(100))");
            jdbc.update("insert into documents values (?, 'Deed')", id.toString());
            JdbcLoader<UUID, String> titles = JdbcBatch.of(jdbc)
                    .table("documents")
                    .columns("title")
                    .keyedBy(UUID.class, "id")
                    .one(String.class);

            assertThat(BatchExecutor.create().executeAll(List.of(titles.get(UUID.randomUUID()), titles.get(id))))
                    .containsExactly(null, "Deed");
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfMySql extends OfKind {

        @RegisterExtension
        static final DatabaseExtension MYSQL = new DatabaseExtension(MySqlDatabase::mySql);

        @Override
        TestDatabase database() {
            return MYSQL.database();
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfSqlServer extends OfKind {

        @RegisterExtension
        static final DatabaseExtension SQL_SERVER = new DatabaseExtension(ContainerDatabase::sqlServer);

        @Override
        TestDatabase database() {
            return SQL_SERVER.database();
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfOracle extends OfKind {

        @RegisterExtension
        static final DatabaseExtension ORACLE = new DatabaseExtension(ContainerDatabase::oracle);

        @Override
        TestDatabase database() {
            return ORACLE.database();
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfDb2 extends OfKind {

        @RegisterExtension
        static final DatabaseExtension DB2 = new DatabaseExtension(ContainerDatabase::db2);

        @Override
        TestDatabase database() {
            return DB2.database();
        }
    }
}
