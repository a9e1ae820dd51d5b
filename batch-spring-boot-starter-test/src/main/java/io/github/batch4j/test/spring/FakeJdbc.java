package io.github.batch4j.test.spring;

import io.github.batch4j.spring.jdbc.JdbcBatch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/**
 * A database in memory with given rows, for tests without a server and without a schema.
 *
 * <pre>{@code
 * @Bean
 * JdbcBatch jdbc() {
 *     return FakeJdbc.create()
 *             .rows("users", new User(1, "Ann", 2), new User(2, "Bob", 1))
 *             .batch();
 * }
 * }</pre>
 *
 * <p>The tables are those of a private H2, so H2 has to be on the test's class path, as
 * {@code com.h2database:h2}; nothing of it is a bean. Its {@link #batch} is a true {@link JdbcBatch}: queries with a
 * text, and writes, run as H2 runs them. What only another product understands it does not. Thread-safe.
 */
public final class FakeJdbc {

    /** Names that other products allow for tables and columns, and all rows to the end of the JVM. */
    private static final String OPTIONS = ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=USER,KEY,VALUE,YEAR,MONTH,DAY,HOUR,MINUTE";

    private final JdbcTemplate jdbc;
    private final JdbcBatch batch;

    private FakeJdbc(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.batch = JdbcBatch.of(jdbc);
    }

    /**
     * Makes a database without tables.
     *
     * @return a new instance, which shares nothing with others
     * @throws IllegalStateException if H2 is not on the class path
     */
    public static FakeJdbc create() {
        if (!ClassUtils.isPresent("org.h2.Driver", FakeJdbc.class.getClassLoader())) {
            throw new IllegalStateException("FakeJdbc keeps its rows in H2, which is not on the class path; add"
                    + " com.h2database:h2 to the dependencies, with scope test");
        }
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + OPTIONS;
        return new FakeJdbc(new JdbcTemplate(new DriverManagerDataSource(url)));
    }

    /**
     * Creates a table with rows, all of one record type: the columns are its components, {@code firstName} as
     * {@code first_name}. A column {@code id} that is a whole number is generated for inserts without one.
     *
     * @param table the name of the table
     * @param rows the rows, at least one
     * @return this
     * @throws IllegalArgumentException if there are no rows, they are not of one record type, or a component is of a
     *     type that has no column: text, enums, numbers, booleans, {@code UUID}, dates and times of {@code java.time},
     *     and {@code byte[]} have
     */
    public FakeJdbc rows(String table, Record... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("FakeJdbc.rows expects at least one row of " + table
                    + ", got none; for an empty table call table(name, type)");
        }
        return add(FakeTable.of(table, rows[0].getClass(), List.of(rows)));
    }

    /**
     * Creates a table with rows given by their columns.
     *
     * @param table the name of the table
     * @param rows the values by column, at least one row; a column is of the type of its first value that is not null
     * @return this
     * @throws IllegalArgumentException if there are no rows, or a value is of a type that has no column
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public final FakeJdbc rows(String table, Map<String, ? extends @Nullable Object>... rows) {
        return add(FakeTable.of(table, List.of(rows)));
    }

    /**
     * Creates a table without rows.
     *
     * @param table the name of the table
     * @param type the record type of its rows, as for {@link #rows(String, Record...)}
     * @return this
     * @throws IllegalArgumentException if a component is of a type that has no column
     */
    public FakeJdbc table(String table, Class<? extends Record> type) {
        return add(FakeTable.of(table, type, List.of()));
    }

    private FakeJdbc add(FakeTable table) {
        table.create(jdbc);
        return this;
    }

    /**
     * The database itself, for other statements: views, constraints, a look at what has been written.
     *
     * @return the template, always the same
     */
    public JdbcTemplate template() {
        return jdbc;
    }

    /**
     * Batched access to it.
     *
     * @return the access, always the same
     */
    public JdbcBatch batch() {
        return batch;
    }
}
