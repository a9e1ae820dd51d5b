package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements that each product gets for batches of any size. */
class JdbcTextsTest extends OnAllDatabases {

    private static final int MOST = 100;

    @Test
    void batchesOfAnySizeAreOneStatementEachWithFewTexts() {
        tables("few_texts (k varchar(9), v varchar(9))");
        jdbc().update("insert into few_texts values ('key 1', 'one'), ('key 2', 'two')");
        JdbcLoader<String, String> loader = batch().table("few_texts")
                .columns("v")
                .keyedBy(String.class, "k")
                .one(String.class);
        database().resetStatistics();

        for (int keys = 2; keys <= MOST; keys++) {
            List<String> found = execute(IntStream.rangeClosed(1, keys).mapToObj(key -> loader.get("key " + key)));
            assertThat(found)
                    .startsWith("one", "two")
                    .filteredOn(row -> row != null)
                    .hasSize(2);
        }

        int halves = product() == Product.DERBY ? MOST / 2 : 0; // at most 50 keys each
        assertThat(database().statements("select", "few_texts")).isEqualTo(MOST - 1 + halves);
        assertThat(database().texts("select", "few_texts")).isLessThanOrEqualTo(9);
    }

    @Test
    void valuesNeverBecomePartOfTheText() {
        tables("few_texts (k varchar(30), v varchar(9))");
        JdbcLoader<String, Boolean> loader =
                batch().table("few_texts").keyedBy(String.class, "k").exists();

        assertThat(execute(Stream.of("' or '1'='1", "\\", "?", ":k", "a\nb").map(loader::get)))
                .containsOnly(false);
        assertThat(database().texts("select", "few_texts")).isEqualTo(1);
    }
}
