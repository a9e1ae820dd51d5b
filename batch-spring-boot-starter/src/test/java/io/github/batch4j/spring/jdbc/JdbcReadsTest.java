package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of reads, for each kind of read of each database. */
class JdbcReadsTest extends OnAllDatabases {

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

        @Test
        void batchAsLargeAsTheProductTakesIsRight() {
            int keys = store().most() < 1_000 ? 300 : 2_100; // fewer where each key has a select
            store().put(0, keys);

            List<?> answers = BatchExecutor.create()
                    .executeAll(IntStream.range(0, keys)
                            .mapToObj(key -> store().read(key, 100_000))
                            .toList());

            assertThat(answers)
                    .isEqualTo(IntStream.range(0, keys).mapToObj(store()::value).toList());
        }

        private @Nullable Object read(BatchExecutor executor) {
            return executor.execute(store().read(1, 1000));
        }
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Reads.class)
    class OfProduct extends OfDatabase {

        @Override
        TestDatabase database() {
            return JdbcReadsTest.this.database();
        }
    }
}
