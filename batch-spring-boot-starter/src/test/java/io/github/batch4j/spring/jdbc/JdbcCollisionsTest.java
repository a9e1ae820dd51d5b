package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Keys that share a hash code, of which a client may find any number. Each pair of them compared would be 800,000,000.
 */
@Timeout(60)
class JdbcCollisionsTest {

    private static final int KEYS = 40_000;
    private static final AtomicLong EQUALS = new AtomicLong();

    private static final H2Database DATABASE = new H2Database();

    /** A key that counts comparisons, with the equality that the compiler would make. */
    record Named(String name, int part) {

        @Override
        public final boolean equals(Object other) {
            EQUALS.incrementAndGet();
            return other instanceof Named named && name.equals(named.name) && part == named.part;
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + part;
        }
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** Strings of the same hash code: any sequence of these two. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 15; bit >= 0; bit--) {
            text.append((number & (1 << bit)) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** A key that ignores case in its equality, unlike its components. */
    record AnyCase(String name, int part) {

        @Override
        public boolean equals(Object other) {
            return other instanceof AnyCase key && name.equalsIgnoreCase(key.name) && part == key.part;
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    @Test
    void recordsWithAnEqualityOfTheirOwnAreFoundByThat() {
        KeyColumns<AnyCase> columns = KeyColumns.of(AnyCase.class, "keyedBy", "name", "part");
        Set<Object> found = new HashSet<>();
        IntStream.range(0, 500).forEach(i -> found.add(columns.inMap(new AnyCase("id" + i, i))));

        assertThat(IntStream.range(0, 500).mapToObj(i -> columns.inMap(new AnyCase("ID" + i, i))))
                .allMatch(found::contains);
    }

    @Test
    void recordsAreFoundByTheirOrder() {
        DATABASE.jdbc().execute("create table named (name varchar(40), part int, primary key (name, part))");
        DATABASE.jdbc().update("insert into named values (?, 1), (?, 1)", colliding(7), colliding(39_999));
        List<Named> keys = IntStream.range(0, KEYS)
                .mapToObj(i -> new Named(colliding(i), 1))
                .toList();
        assertThat(keys).extracting(Named::hashCode).containsOnly(keys.get(0).hashCode());
        KeyColumns<Named> columns = KeyColumns.of(Named.class, "keyedBy", "name", "part");
        Map<Object, Object> rows = new HashMap<>();
        EQUALS.set(0);

        keys.forEach(key -> rows.put(columns.inMap(key), key.name()));
        for (Named key : keys) {
            assertThat(rows.get(columns.inMap(key)) == key.name()).isTrue();
        }

        assertThat(EQUALS).hasValueLessThan(100L * KEYS);

        JdbcLoader<Named, Boolean> named = JdbcBatch.of(DATABASE.jdbc())
                .table("named")
                .keyedBy(Named.class, "name", "part")
                .exists();
        EQUALS.set(0);
        List<Boolean> exist = BatchExecutor.create().execute(BatchGenerator.all(keys.subList(0, 1000), named::get));
        assertThat(EQUALS).hasValueLessThan(100L * 1000);
        assertThat(exist.get(7)).isTrue();
        assertThat(Collections.frequency(exist, true)).isEqualTo(1);
    }

    @Test
    void keysThatDifferByTheSpacesOfACharAreToo() {
        KeyColumns<Named> columns = KeyColumns.of(Named.class, "keyedBy", "name", "part");
        List<Named> keys = IntStream.range(0, KEYS)
                .mapToObj(i -> new Named(colliding(i), 1))
                .toList();
        Map<Object, Object> rows = new HashMap<>();
        EQUALS.set(0);

        keys.forEach(key -> rows.put(LookAlikes.form(columns, new Named(key.name() + "  ", 1)), key.name()));

        assertThat(EQUALS).hasValueLessThan(100L * KEYS);
        assertThat(rows.get(LookAlikes.form(columns, keys.get(KEYS - 1)))).isNotNull();
    }

    /** Their order is one of all dates in any calendar, which a map does not see. */
    @Test
    void datesAreToo() {
        KeyColumns<LocalDateTime> columns = KeyColumns.of(LocalDateTime.class, "keyedBy", "at");
        List<LocalDateTime> keys = collidingTimes();
        Map<Object, Object> rows = new HashMap<>();

        keys.forEach(key -> rows.put(columns.inMap(key), key));

        assertThat(rows).hasSize(keys.size());
        assertThat(rows.get(columns.inMap(keys.get(keys.size() - 1)))).isEqualTo(keys.get(keys.size() - 1));
    }

    /** On each day there are 20,000 nanoseconds whose hash code makes up for that of the day. */
    private static List<LocalDateTime> collidingTimes() {
        List<LocalDateTime> times = new ArrayList<>();
        for (LocalDate day : List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2))) {
            for (long high = 0; high < KEYS / 2; high++) {
                long low = (high ^ day.hashCode()) & 0xFFFFFFFFL;
                times.add(day.atTime(LocalTime.ofNanoOfDay(high << 32 | low)));
            }
        }
        assertThat(times).extracting(LocalDateTime::hashCode).containsOnly(0);
        return times;
    }

    /** A map sees an order only of a class that says so itself, of its own objects. */
    @Test
    void keysOfEachTypeHaveAnOrderThatAMapSees() {
        Stream.of(
                        1L,
                        1,
                        (short) 1,
                        "1",
                        new UUID(1, 1),
                        BigDecimal.ONE,
                        LocalDate.of(2026, 1, 1),
                        LocalDateTime.of(2026, 1, 1, 1, 1))
                .forEach(key -> assertThat(KeyColumns.of(key.getClass(), "keyedBy", "k")
                                .inMap(key)
                                .getClass()
                                .getGenericInterfaces())
                        .as("%s", key.getClass())
                        .anySatisfy(face -> assertThat(face.getTypeName()).startsWith("java.lang.Comparable<")));
    }

    @Test
    void rowsOfOthersFailOnlyWhoHasNone() {
        DATABASE.jdbc().execute("create table texts (k varchar(40), v varchar(40))");
        DATABASE.jdbc().update("insert into texts values (?, 'x')", colliding(3));
        JdbcLoader<String, Long> others = JdbcBatch.of(DATABASE.jdbc())
                .sql("select distinct v as k from texts where k in (:keys)")
                .keyedBy(String.class, "k")
                .count();

        List<Object> told = BatchExecutor.create()
                .execute(BatchGenerator.all(
                        IntStream.range(0, 1000)
                                .mapToObj(JdbcCollisionsTest::colliding)
                                .toList(),
                        key -> others.get(key)
                                .<Object>map(count -> count)
                                .recoverWith(
                                        InvalidDataAccessApiUsageException.class,
                                        e -> BatchGenerator.value("failed"))));

        assertThat(told).hasSize(1000).containsOnly("failed");
    }

    @Test
    void argumentsAreFoundByTheirOrder() {
        JdbcLoader<Integer, Long> texts = JdbcBatch.of(DATABASE.jdbc())
                .table("t")
                .where("name")
                .keyedBy(Integer.class, "id")
                .count();
        Map<Object, Integer> batchers = new HashMap<>();
        for (int i = 0; i < KEYS; i++) {
            batchers.put(texts.param("name", colliding(i)).get(1).batcher(), i);
        }

        assertThat(batchers).hasSize(KEYS);
        assertThat(batchers)
                .containsEntry(texts.param("name", colliding(KEYS - 1)).get(2).batcher(), KEYS - 1);
    }

    @Test
    void aDecimalWithTooManyZerosIsNotWrittenOut() {
        JdbcLoader<BigDecimal, Long> decimals = JdbcBatch.of(DATABASE.jdbc())
                .table("t")
                .keyedBy(BigDecimal.class, "k")
                .count();

        assertThat(decimals.get(new BigDecimal("10E+999999998")))
                .isEqualTo(decimals.get(new BigDecimal("1E+999999999")))
                .hasToString("1E+999999999");
    }
}
