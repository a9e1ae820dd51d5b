package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.MissingKeyException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * Hands out operations on a query that asks for many keys at once: all {@link #get} of one step become one statement.
 *
 * <pre>{@code
 * JdbcLoader<Long, User> users = jdbc.table("users").keyedBy(Long.class, "id").one(User.class);
 *
 * users.get(42L);     // null if there is none
 * users.require(42L); // fails with a MissingKeyException if there is none
 * }</pre>
 *
 * <p>Statements run on the calling thread, in its transaction if it has one. What goes wrong between here and the
 * database fails the whole batch with a {@link org.springframework.dao.DataAccessException}; a row that cannot be
 * mapped, and a second one where one was expected, fail their key alone.
 *
 * <p>Make it once, as a field of a singleton: a loader shares no batches with one that was made in the same way.
 * Thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the answers
 */
public final class JdbcLoader<K, V extends @Nullable Object> {

    private final LoadPlan<K, V> plan;
    private final LoadBatcher<K, V> batcher;
    private final Set<String> missing;

    /** Who it is that finds fault with a key. Made once: it is handed on with each key. */
    private final String method;

    JdbcLoader(LoadPlan<K, V> plan, Arguments arguments) {
        this.plan = plan;
        this.batcher = new LoadBatcher<>(plan, arguments);
        this.missing = new LinkedHashSet<>(plan.source.arguments());
        this.missing.removeAll(arguments.names());
        this.method = plan.name + ".get";
    }

    /**
     * Asks for what a key has.
     *
     * @param key the key
     * @return an operation that results in the row, the rows, whether there are any, or how many, as the loader was
     *     made; for a key without any in null, an empty list, false or 0
     * @throws IllegalArgumentException if the key, or a component of it, is null, or a cast has hidden that it is of
     *     another type
     * @throws IllegalStateException if the query has arguments that were not given {@link #with}
     */
    public BatchableOperation<V> get(K key) {
        K asked = plan.keys.canonical(Checks.notNull(key, method, "a key"), method);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    method + " expects values for " + missing + " beside the key, given by with(name, value)");
        }
        return new LoadOperation<>(batcher, asked);
    }

    /**
     * Asks for what a key must have.
     *
     * @param key the key
     * @return a generator that results in what {@link #get} does, or fails with a {@link MissingKeyException} if that
     *     is null
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
     * The same loader with a value beside the key. Keys that are asked for with the same values go together.
     *
     * @param name the name of a parameter in the text of the query, or of a column given to {@link JdbcQuery#where}
     * @param value its value; or a collection of values, for {@code in (:name)} in a text; copied, as arrays and dates
     *     are
     * @return a loader that shares its batches with any other that was given the same
     * @throws IllegalArgumentException if the query has no such argument, or the value is null, an empty collection or
     *     one of collections
     */
    public JdbcLoader<K, V> with(String name, Object value) {
        if (!plan.source.arguments().contains(name)) {
            throw new IllegalArgumentException(plan.name + ".with expects one of the arguments of the query, "
                    + plan.source.arguments() + ", got '" + Shown.key(name) + "'");
        }
        String with = plan.name + ".with";
        Checks.notNull(value, with, "a value for " + name);
        return new JdbcLoader<>(plan, batcher.arguments.with(name, value, with));
    }

    @Override
    public String toString() {
        return batcher.name();
    }
}
