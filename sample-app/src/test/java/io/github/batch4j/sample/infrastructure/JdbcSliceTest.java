package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** Batched access in a {@code @JdbcTest}: it is configured, and reads what its test has written in its transaction. */
@JdbcTest
class JdbcSliceTest {

    @Test
    void readsInTheTransactionOfTheTestWhatItHasWritten(
            @Autowired JdbcTemplate template, @Autowired JdbcBatch jdbc, @Autowired BatchExecutorFactory factory) {
        template.execute("create table cities (id bigint primary key, name varchar(100))");
        factory.create()
                .execute(jdbc.update("insert into cities values (:id, :name)")
                        .params(Map.of("id", 1, "name", "Riga"))
                        .update());

        assertThat(factory.create()
                        .execute(jdbc.table("cities")
                                .columns("name")
                                .keyedBy(Long.class, "id")
                                .one(String.class)
                                .get(1L)))
                .isEqualTo("Riga");
    }
}
