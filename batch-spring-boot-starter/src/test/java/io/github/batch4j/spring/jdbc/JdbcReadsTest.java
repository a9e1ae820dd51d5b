package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of reads, for each kind of read of each database. */
class JdbcReadsTest {

    abstract static class OfDatabase extends ReadContract {

        @Parameter
        private Reads reads;

        private ReadStore store;

        abstract TestDatabase database();

        @Override
        protected ReadStore store() {
            if (store == null) {
                store = new Things(database(), reads);
            }
            return store;
        }

        @Test
        void readsAreInTheTransactionOfTheCallerAndNothingIsKeptOfIt() {
            BatchExecutor executor = BatchExecutor.builder().cache(100).build();

            database().transaction().executeWithoutResult(status -> {
                store().put(1, 2);
                assertThat(read(executor)).isEqualTo(store().value(1));
                status.setRollbackOnly();
            });

            assertThat(read(executor)).isEqualTo(store().missing());
        }

        private @Nullable Object read(BatchExecutor executor) {
            return executor.execute(store().read(1, 1000));
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfH2 extends OfDatabase {

        @RegisterExtension
        static final DatabaseExtension H2 = new DatabaseExtension(H2Database::new);

        @Override
        TestDatabase database() {
            return H2.database();
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfPostgres extends OfDatabase {

        @RegisterExtension
        static final DatabaseExtension POSTGRES = new DatabaseExtension(PostgresDatabase::new);

        @Override
        TestDatabase database() {
            return POSTGRES.database();
        }
    }
}
