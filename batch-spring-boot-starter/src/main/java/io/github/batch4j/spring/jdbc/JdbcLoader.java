package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.support.Checks;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * A maker of operations that read by key: all operations of a loader in one step become one statement.
 *
 * <pre>{@code
 * JdbcLoader<Long, User> users = jdbc.table("users").keyedBy(Long.class, "id").one(User.class);
 *
 * users.get(42L);     // null if there is none
 * users.require(42L); // fails with a MissingKeyException if there is none
 * }</pre>
 *
 * <p>Statements run on the calling thread, in its transaction if it has one. A failure of the statement or the
 * connection fails the whole batch with a {@link org.springframework.dao.DataAccessException}; a row that cannot be
 * mapped, and a second one where one was expected, fail their key alone. So does a key that the column cannot have,
 * except in a transaction of PostgreSQL or DuckDB, which is aborted.
 *
 * <p>Outside of transactions, loaders that {@linkplain JdbcKeyedQuery#sharing share} their queries may be answered by a
 * statement of another execution, on the thread of that one.
 *
 * <p>Make a loader once, as a field of a singleton: it shares no batches with a loader that was made in the same way.
 * Immutable and thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the answers
 */
public final class JdbcLoader<K, V extends @Nullable Object> {

    private final LoadPlan<K, V> plan;
    private final LoadBatcher<K, V> batcher;
    private final Set<String> missing;

    /** The name of {@link #get} in messages, made once as each call needs it. */
    private final String method;

    JdbcLoader(LoadPlan<K, V> plan, Arguments arguments) {
        this.plan = plan;
        this.batcher = new LoadBatcher<>(plan, arguments);
        this.missing = new LinkedHashSet<>(plan.source.arguments());
        this.missing.removeAll(arguments.names());
        this.method = plan.name + ".get";
    }

    /**
     * Makes the operation that reads what a key has.
     *
     * @param key the key; a {@code byte[]} is copied
     * @return an operation that results in the row, the rows, their existence or their number, as the loader was made;
     *     for a key without rows in null, an empty list, false or 0
     * @throws IllegalArgumentException if the key, or a component of it, is null, or an unchecked cast has hidden that
     *     it is of another type
     * @throws IllegalStateException if the query has a parameter that {@link #param} has given no value
     */
    public BatchableOperation<V> get(K key) {
        Object asked = plan.keys.canonical(Checks.notNull(key, method, "a key"), method);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    method + " expects values for " + missing + " beside the key, given by param(name, value)");
        }
        return new LoadOperation<>(batcher, asked);
    }

    /**
     * Makes a generator that reads what a key must have.
     *
     * @param key the key
     * @return a generator with the result of {@link #get}, which fails with a {@link MissingKeyException} if that is
     *     null
     * @throws IllegalArgumentException as {@link #get} does
     * @throws IllegalStateException as {@link #get} does
     */
    public BatchGenerator<@NonNull V> require(K key) {
        return get(key).map(value -> {
            if (value == null) {
                throw new MissingKeyException(plan.name, key);
            }
            return value;
        });
    }

    /**
     * Sets the value of a parameter beside the key. Keys that are read with equal values share a batch.
     *
     * @param name the name of a parameter in the text of the query, or of a column given to {@link JdbcTable#where}
     * @param value its value; null in a text only; or a collection of values, for {@code in (:name)} in a text;
     *     collections, arrays, dates and calendars are copied
     * @return a loader with this value, which shares its batches with every other that was made of this one and has
     *     equal values
     * @throws IllegalArgumentException if the query has no such parameter, or the value is an empty collection, a
     *     collection of collections, or null for a column of a table: {@code column = null} holds for no row
     */
    public JdbcLoader<K, V> param(String name, @Nullable Object value) {
        String method = plan.name + ".param";
        return with(batcher.arguments.with(plan.source.arguments(), name, value, method), method);
    }

    /**
     * Sets the values of several parameters beside the key.
     *
     * @param params the values by name, as for {@link #param}; names that the query does not have are ignored
     * @return a loader with these values
     * @throws IllegalArgumentException if a value is an empty collection, a collection of collections, or null for a
     *     column of a table
     */
    public JdbcLoader<K, V> params(Map<String, ? extends @Nullable Object> params) {
        String method = plan.name + ".params";
        return with(batcher.arguments.with(plan.source.arguments(), params, method), method);
    }

    private JdbcLoader<K, V> with(Arguments arguments, String method) {
        if (plan.source instanceof TableSource) {
            arguments.checkNoNulls(method);
        }
        return new JdbcLoader<>(plan, arguments);
    }

    @Override
    public String toString() {
        return batcher.name();
    }
}
