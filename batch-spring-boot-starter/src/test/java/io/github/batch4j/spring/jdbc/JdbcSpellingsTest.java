package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keys in many spellings, asked for together and each alone: the database decides which row a key belongs to, by its
 * collation, padding, scale and precision.
 */
class JdbcSpellingsTest extends OnAllDatabases {

    /** Keys of each column that are asked for, with an index and without; more by {@code -Dbatch4j.spellings=5000}. */
    private static final int KEYS = Integer.getInteger("batch4j.spellings", 200);

    private static final int ROWS = 60;

    private final Random random = new Random(20261128);

    @Test
    void textsBelongToTheRowsThatEachHasAlone() {
        for (String type : textTypes()) {
            compare(type, String.class, this::text);
        }
    }

    @Test
    void decimalsBelongToTheRowsThatEachHasAlone() {
        compare("decimal(9, 2)", BigDecimal.class, this::decimal);
        compare(product() == Product.SQLITE ? "real" : "decimal(12, 4)", BigDecimal.class, this::decimal);
    }

    @Test
    void timesBelongToTheRowsThatEachHasAlone() {
        switch (product()) {
            case MARIADB -> compare("datetime(3)", LocalDateTime.class, this::time);
            case DERBY -> {} // its driver takes no LocalDateTime of an insert or of a key alone
            case DUCKDB -> compare("timestamp", LocalDateTime.class, this::time);
            default -> compare("timestamp(3)", LocalDateTime.class, this::time);
        }
    }

    private List<String> textTypes() {
        return switch (product()) {
            case H2, HSQLDB -> List.of("varchar(20)", "varchar_ignorecase(20)", "char(5)");
            case POSTGRESQL -> {
                jdbc().execute("create extension if not exists citext");
                yield List.of("varchar(20)", "char(5)", "citext");
            }
            case MARIADB ->
                List.of(
                        "varchar(20)",
                        "varchar(20) collate utf8mb4_bin",
                        "char(5)",
                        "varchar(20) character set latin1");
            case DERBY -> List.of("varchar(20)", "char(5)");
            case SQLITE -> List.of("text", "text collate nocase", "text collate rtrim");
            case DUCKDB -> List.of("varchar", "varchar collate nocase", "varchar collate noaccent");
        };
    }

    /** A few letters, so that many texts differ by their case, an accent or the spaces at their end only. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append("aAáÁbBeéßs".charAt(random.nextInt(10)));
        }
        return text + " ".repeat(random.nextInt(3));
    }

    private BigDecimal decimal() {
        return BigDecimal.valueOf(random.nextInt(40_000), 1 + random.nextInt(4));
    }

    private LocalDateTime time() {
        int[] units = {1, 1_000, 1_000_000, 500_000, 100_000_000};
        return LocalDateTime.of(2026, 1, 1, 12, 0, random.nextInt(3))
                .plusNanos((long) units[random.nextInt(units.length)] * random.nextInt(3));
    }

    private <K> void compare(String type, Class<K> keys, Supplier<K> draw) {
        compare(type, keys, draw, false);
        if (product() != Product.MARIADB || keys == String.class) { // where = may round if it uses an index, or not
            compare(type, keys, draw, true);
        }
    }

    private <K> void compare(String type, Class<K> keys, Supplier<K> draw, boolean indexed) {
        tables("spellings (id int not null, k " + type + ")");
        for (int id = 0; id < ROWS; id++) {
            K stored = draw.get();
            if (!(stored instanceof String text) || !type.startsWith("char") || text.length() <= 5) {
                jdbc().update("insert into spellings values (?, ?)", id, stored);
            }
        }
        if (indexed) {
            jdbc().execute("create index spellings_by_k on spellings (k)");
        }
        JdbcKeyedQuery<K> query = batch().table("spellings").columns("id").keyedBy(keys, "k");
        JdbcLoader<K, List<Integer>> rows = query.many(Integer.class);
        JdbcLoader<K, List<Integer>> ofText = batch().sql("select id, k from spellings where k in (:keys)")
                .keyedBy(keys, "k")
                .many(Integer.class);
        JdbcLoader<K, Boolean> exist = query.exists();
        JdbcLoader<K, Long> counts = query.count();
        Map<K, List<Integer>> alone = new HashMap<>();
        for (int asked = 0; asked < KEYS; ) {
            List<K> together =
                    Stream.generate(draw).limit(1 + random.nextInt(100)).toList();
            asked += together.size();
            List<Found> found = executor.execute(BatchGenerator.all(
                    together, key -> BatchGenerator.zip(rows.get(key), exist.get(key), counts.get(key), Found::new)));
            List<List<Integer>> byText = executor.execute(BatchGenerator.all(together, ofText::get));
            for (int i = 0; i < together.size(); i++) {
                List<Integer> expected = alone.computeIfAbsent(together.get(i), this::alone);
                assertThat(found.get(i).sorted())
                        .as("%s in a column of %s", together.get(i), type)
                        .isEqualTo(new Found(expected, !expected.isEmpty(), (long) expected.size()));
                assertThat(byText.get(i).stream().sorted().toList())
                        .as("%s in a column of %s, by a text", together.get(i), type)
                        .isEqualTo(expected);
            }
        }
    }

    private List<Integer> alone(Object key) {
        return jdbc().queryForList("select id from spellings where k = ? order by id", Integer.class, key);
    }

    record Found(List<Integer> ids, Boolean exists, Long count) {

        Found sorted() {
            return new Found(ids.stream().sorted().toList(), exists, count);
        }
    }
}
