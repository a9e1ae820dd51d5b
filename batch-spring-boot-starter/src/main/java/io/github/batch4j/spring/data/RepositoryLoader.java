package io.github.batch4j.spring.data;

import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.support.Checks;
import java.util.function.Function;
import org.springframework.data.repository.CrudRepository;

/**
 * A factory of loaders for Spring Data's repositories: all reads of a loader in one step are one {@code findAllById}.
 *
 * <pre>{@code
 * BatchLoader<Long, User> users = RepositoryLoader.of("users", repository, User::id);
 * }</pre>
 *
 * <p>It works for all kinds of repositories; for JPA with Hibernate, {@link EntityLoader} needs fewer statements. If
 * ids of other types than integers and UUIDs have no entity, a second query asks for those alone: the database may take
 * them as equal to others, as a collation that ignores case does, and then they fail, since null would be wrong.
 *
 * <p>Repositories are called on the calling thread, in its transaction if there is one. Executors do not keep their
 * answers: an executor does not notice what is saved in a repository, and many repositories have a cache of their own.
 */
public final class RepositoryLoader {

    /** The default number of ids in one query: each id is a parameter of a statement. */
    private static final int MAX_BATCH_SIZE = 1000;

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
     *     it answers null for an id without an entity; if the repository returns an entity that was not asked for, ids
     *     without an entity fail instead; two entities with the same id fail the whole query
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> BatchLoader<K, V> of(
            String name, CrudRepository<V, K> repository, Function<? super V, ? extends K> id) {
        Checks.notNull(name, "RepositoryLoader.of", "a name");
        Checks.notNull(repository, "RepositoryLoader.of", "a repository");
        Checks.notNull(id, "RepositoryLoader.of", "a function that finds the id of an entity");
        return BatchLoader.<K, FoundEntities<K, V>, V>ofEach(
                        name, ids -> FoundEntities.find(name, ids, repository::findAllById, id), FoundEntities::get)
                .withMaxBatchSize(MAX_BATCH_SIZE);
    }
}
