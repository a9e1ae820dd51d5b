package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.KeyRows.Syntax;
import java.math.BigDecimal;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;

/** The form in which keys of some types are sent to a product, and how many a statement has at most. */
record ProductForms(TestDatabase database) {

    private static final int ANY = Integer.MAX_VALUE;

    enum Colour {
        RED
    }

    record Row(String k, long l) {}

    /** The types of keys, by their headings. */
    private static final List<TypeOfKeys<?>> TYPES = List.of(
            new TypeOfKeys<>("Whole numbers", Long.class, 1L),
            new TypeOfKeys<>("Decimals", BigDecimal.class, BigDecimal.ONE),
            new TypeOfKeys<>("Texts", String.class, "a"),
            new TypeOfKeys<>("Enums", Colour.class, Colour.RED),
            new TypeOfKeys<>("Times", LocalDateTime.class, LocalDateTime.of(2026, 1, 31, 12, 0)),
            new TypeOfKeys<>("Records of two", Row.class, new Row("a", 1)));

    private record TypeOfKeys<K>(String heading, Class<K> type, K key) {

        private String[] columns() {
            return type == Row.class ? new String[] {"k", "l"} : new String[] {"k"};
        }

        String form(Dialect dialect) {
            KeyColumns<K> keys = KeyColumns.of(type, "keyedBy", columns());
            if (KeyForms.areExact(dialect, keys)) {
                return KeyForms.arrayOfList(dialect, keys) == null ? "list" : "array";
            }
            KeyRelation relation = KeyForms.of(dialect, keys, new TableColumns("products", List.of(columns())));
            if (relation == null) {
                return "selects";
            }
            if (relation instanceof KeyRows rows) {
                return rows.syntax() == Syntax.UNION || rows.table() != null ? "typed rows" : "rows";
            }
            return relation instanceof KeyArrays ? "array" : "JSON";
        }

        int limit(JdbcBatch jdbc) {
            return jdbc.table("products")
                    .keyedBy(type, columns())
                    .exists()
                    .get(key)
                    .batcher()
                    .maxBatchSize();
        }
    }

    static Stream<String> headings() {
        return Stream.concat(Stream.of("Product"), TYPES.stream().map(TypeOfKeys::heading));
    }

    Stream<String> cells(String product) {
        return Stream.concat(
                Stream.of(product + " " + onMetaData(ProductForms::version)),
                TYPES.stream().map(this::cell));
    }

    private String cell(TypeOfKeys<?> type) {
        JdbcBatch jdbc = JdbcBatch.builder(database.jdbc()).maxBatchSize(ANY).build();
        int limit = type.limit(jdbc);
        return type.form(onMetaData(Dialect::of))
                + (limit == ANY ? "" : ", " + String.format(Locale.ROOT, "%,d", limit));
    }

    private static String version(DatabaseMetaData data) throws SQLException {
        return data.getDatabaseProductVersion().split("[ -]")[0].replaceFirst("^v", "");
    }

    @FunctionalInterface
    private interface Reader<T> {

        T read(DatabaseMetaData data) throws SQLException;
    }

    private <T> T onMetaData(Reader<T> reader) {
        return Objects.requireNonNull(
                database.jdbc().execute((ConnectionCallback<T>) connection -> reader.read(connection.getMetaData())));
    }
}
