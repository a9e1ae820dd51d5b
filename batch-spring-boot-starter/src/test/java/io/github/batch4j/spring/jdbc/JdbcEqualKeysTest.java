package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that a database may take for equal: in one step each has the rows that it has alone. */
class JdbcEqualKeysTest extends OnAllDatabases {

    static Stream<Arguments> casesByRead() {
        return Stream.of(EqualKeys.values())
                .flatMap(keys -> Stream.of(EqualKeysRead.values()).map(read -> Arguments.of(keys, read)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByRead")
    void eachKeyOfAStepHasTheRowsThatItHasAlone(EqualKeys keys, EqualKeysRead read) {
        EqualKeysOn on = new EqualKeysOn(keys, product(), database());
        assumeTrue(on.isThere(), "it has no such column");
        on.fill();
        List<@Nullable Object> alone = on.alone(read);
        boolean refuses = on.refuses();
        database().resetStatistics();

        List<@Nullable Object> together = on.together(read, trace);

        assertThat(together).isEqualTo(alone);
        List<Integer> batches = read.batches(keys.asked.size());
        assertThat(trace.batches()).extracting(List::size).isEqualTo(batches);
        if (refuses) {
            return; // some servers do not count a statement that fails
        }
        assertThat(database().statements("select", "equal_keys"))
                .as("keys that a row cannot be assigned to by its value are asked again, each alone")
                .isBetween(
                        (long) batches.size(),
                        (long) batches.size() + (read.lists(product(), keys) ? alone.size() : 0));
    }

    @Test
    void datesAreReadFromTheRowsOfATextThatListsItsKeys() {
        tables("days (id int, k date)");
        LocalDate first = LocalDate.of(2026, 1, 31);
        JdbcLoader<LocalDate, List<Integer>> days = batch().sql("select distinct id, k from days where k in (:keys)")
                .keyedBy(LocalDate.class, "k")
                .many(Integer.class);
        execute(Stream.of(batch().update("insert into days values (1, :day)")
                .param("day", product() == Product.DERBY ? java.sql.Date.valueOf(first) : first)
                .update()));

        assertThat(execute(Stream.of(first, first.plusDays(1)).map(days::get))).containsExactly(List.of(1), List.of());
    }
}
