package io.github.batch4j.spring.data;

import io.github.batch4j.BatchLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.CrudRepository;

/**
 * Makes loaders of Spring Data's repositories: all that is asked for in one step becomes one {@code findAllById}.
 *
 * <pre>{@code
 * BatchLoader<Long, User> users = RepositoryLoader.of("users", repository, User::id);
 * }</pre>
 *
 * <p>It works for JPA and all other kinds of repositories. They are asked on the calling thread, in its transaction if there
 * is one. Executors keep no answers of theirs: what is saved in a repository is not seen by an executor, and many a
 * repository keeps what it has read itself.
 */
public final class RepositoryLoader {

    /** What goes into one query unless the loader is given another limit: each id is a parameter of a statement. */
    private static final int MAX_BATCH_SIZE = 1000;

    private RepositoryLoader() {}

    /**
     * Makes a loader of a repository.
     *
     * @param <K> the type of the ids
     * @param <V> the type of the entities
     * @param name the name in traces and error messages
     * @param repository what to ask
     * @param id finds the id of an entity
     * @return a loader that puts at most 1000 ids into a query, unless it is given another limit by
     *     {@link BatchLoader#withMaxBatchSize}; it answers null for an id without entity, and fails all of a query in which
     *     the repository returns an entity that was not asked for, or two with the same id
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> BatchLoader<K, V> of(
            String name, CrudRepository<V, K> repository, Function<? super V, ? extends K> id) {
        notNull(name, "a name");
        notNull(repository, "a repository");
        notNull(id, "a function that finds the id of an entity");
        return BatchLoader.<K, V>of(name, ids -> byId(name, ids, repository.findAllById(ids), id))
                .withMaxBatchSize(MAX_BATCH_SIZE);
    }

    private static void notNull(@Nullable Object argument, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException("RepositoryLoader.of expects " + expected + ", got null");
        }
    }

    private static <K, V> Map<K, V> byId(
            String name, List<K> ids, Iterable<V> found, Function<? super V, ? extends K> id) {
        Set<K> asked = new HashSet<>(ids);
        Map<K, V> byId = new HashMap<>();
        for (Iterator<V> entities = found.iterator(); entities.hasNext(); ) {
            V entity = entities.next();
            K key = id.apply(entity);
            if (!asked.contains(key)) {
                throw new IllegalStateException(name + ".findAllById returned an entity with the id " + key
                        + ", which was not asked for; does the function find the right id?");
            }
            if (byId.put(key, entity) != null) {
                throw new IllegalStateException(name + ".findAllById returned two entities with the id " + key);
            }
        }
        return byId;
    }
}
