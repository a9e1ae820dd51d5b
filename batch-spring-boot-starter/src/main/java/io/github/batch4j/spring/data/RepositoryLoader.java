package io.github.batch4j.spring.data;

import io.github.batch4j.BatchLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.CrudRepository;

/**
 * A factory of loaders for Spring Data's repositories: all reads of a loader in one step are one {@code findAllById}.
 *
 * <pre>{@code
 * BatchLoader<Long, User> users = RepositoryLoader.of("users", repository, User::id);
 * }</pre>
 *
 * <p>It works for JPA and all other kinds of repositories. They are called on the calling thread, in its transaction if
 * there is one. Executors do not keep their answers: an executor does not notice what is saved in a repository, and
 * many repositories have a cache of their own.
 */
public final class RepositoryLoader {

    /** The default number of ids in one query: each id is a parameter of a statement. */
    private static final int MAX_BATCH_SIZE = 1000;

    /** The largest length of an id in a message. */
    private static final int LONGEST = 40;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private RepositoryLoader() {}

    /**
     * Makes a loader of a repository.
     *
     * @param <K> the type of the ids
     * @param <V> the type of the entities
     * @param name the name in traces and error messages
     * @param repository the repository to read from
     * @param id finds the id of an entity
     * @return a loader with at most 1000 ids per query, unless {@link BatchLoader#withMaxBatchSize} sets another limit;
     *     it answers null for an id without an entity, and fails the whole query if the repository returns an entity
     *     that was not asked for, or two with the same id
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> BatchLoader<K, V> of(
            String name, CrudRepository<V, K> repository, Function<? super V, ? extends K> id) {
        notNull(name, "a name");
        notNull(repository, "a repository");
        notNull(id, "a function that finds the id of an entity");
        return BatchLoader.<K, Map<Object, V>, V>ofEach(
                        name,
                        ids -> byId(name, ids, repository.findAllById(ids), id),
                        (byId, key) -> byId.get(EntityId.inMap(key)))
                .withMaxBatchSize(MAX_BATCH_SIZE);
    }

    private static void notNull(@Nullable Object argument, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException("RepositoryLoader.of expects " + expected + ", got null");
        }
    }

    private static <K, V> Map<Object, V> byId(
            String name, List<K> ids, Iterable<V> found, Function<? super V, ? extends K> id) {
        Set<Object> asked = new HashSet<>();
        ids.forEach(key -> asked.add(EntityId.inMap(key)));
        Map<Object, V> byId = new HashMap<>();
        for (Iterator<V> entities = found.iterator(); entities.hasNext(); ) {
            V entity = entities.next();
            K key = id.apply(entity);
            if (key == null || !asked.contains(EntityId.inMap(key))) {
                throw new IllegalStateException(name + ".findAllById returned an entity with the id " + shown(key)
                        + ", which was not asked for; does the function find the right id?");
            }
            if (byId.put(EntityId.inMap(key), entity) != null) {
                throw new IllegalStateException(name + ".findAllById returned two entities with the id " + shown(key));
            }
        }
        return byId;
    }

    /** The form of an id in a message: cut, with control characters escaped; its type if it cannot be printed. */
    static String shown(@Nullable Object id) {
        String text;
        try {
            text = String.valueOf(id);
        } catch (RuntimeException failure) {
            return id == null ? "null" : "a " + id.getClass().getName();
        }
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
        return UNPRINTABLE
                .matcher(cut)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }
}
