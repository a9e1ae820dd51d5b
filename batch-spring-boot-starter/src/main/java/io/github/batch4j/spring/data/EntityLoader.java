package io.github.batch4j.spring.data;

import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.support.Checks;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.SessionFactory;
import org.hibernate.graph.RootGraph;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * A factory of loaders for JPA entities: all reads of a loader in one step are one multi-load of Hibernate.
 *
 * <pre>{@code
 * BatchLoader<Long, User> users = EntityLoader.of(entityManager, User.class).keyedBy(Long.class);
 * }</pre>
 *
 * <p>Unlike {@code findAllById}, which {@link RepositoryLoader} calls, it fetches eager associations in the same
 * statement, reads all ids of an {@code @IdClass} at once, and sends nothing for entities that the persistence context
 * has: those are returned as they are, with changes that are not flushed yet; a removed one is null.
 *
 * <p>Loaders read on the calling thread, with the entity manager of its transaction or, with Open Entity Manager in
 * View, of its request. Otherwise each batch has an entity manager of its own, which is closed again, so its entities
 * are detached. Executors do not keep the answers. Immutable and thread-safe, if the entity manager is one that Spring
 * injects; any other one is called as it is.
 *
 * @param <V> the type of the entities
 */
public final class EntityLoader<V> {

    /** The default number of ids in one batch: each may be a parameter of a statement. */
    private static final int MAX_BATCH_SIZE = 1000;

    private final EntityManager manager;
    private final Class<V> type;
    private final String name;
    private final @Nullable RootGraph<V> graph;

    private EntityLoader(EntityManager manager, Class<V> type, String name, @Nullable RootGraph<V> graph) {
        this.manager = manager;
        this.type = type;
        this.name = name;
        this.graph = graph;
    }

    /**
     * Begins a loader of an entity. Its name in traces and error messages is that of the entity.
     *
     * @param <V> the type of the entities
     * @param entityManager the entity manager to read with, of Hibernate
     * @param type the class of the entities
     * @return a loader that still needs the type of its keys
     * @throws IllegalArgumentException if an argument is null, the class is not an entity of this entity manager, or
     *     the entity manager is not Hibernate's
     */
    public static <V> EntityLoader<V> of(EntityManager entityManager, Class<V> type) {
        Checks.notNull(entityManager, "EntityLoader.of", "an entity manager");
        Checks.notNull(type, "EntityLoader.of", "the class of an entity");
        requireHibernate(entityManager);
        String name = entityManager.getMetamodel().entity(type).getName();
        return new EntityLoader<>(entityManager, type, name, null);
    }

    private static void requireHibernate(EntityManager entityManager) {
        try {
            entityManager.getEntityManagerFactory().unwrap(SessionFactory.class);
        } catch (PersistenceException | NoClassDefFoundError other) {
            throw new IllegalArgumentException(
                    "EntityLoader.of expects an EntityManager of Hibernate, got one of another provider;"
                            + " RepositoryLoader works with all of them",
                    other);
        }
    }

    /**
     * Returns the same loader with another name.
     *
     * @param name the name in traces and error messages
     * @return a new loader
     * @throws IllegalArgumentException if the name is null or empty
     */
    public EntityLoader<V> named(String name) {
        Checks.notNull(name, "EntityLoader.named", "a name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("EntityLoader.named expects a name, got an empty one");
        }
        return new EntityLoader<>(manager, type, name, graph);
    }

    /**
     * Returns the same loader with a named entity graph of the entity.
     *
     * @param name the name of a {@code @NamedEntityGraph}
     * @return a new loader, which also fetches the attributes of the graph
     * @throws IllegalArgumentException if the entity has no graph of this name
     */
    public EntityLoader<V> graph(String name) {
        Checks.notNull(name, "EntityLoader.graph", "the name of an entity graph");
        Map<String, EntityGraph<? extends V>> graphs =
                manager.getEntityManagerFactory().getNamedEntityGraphs(type);
        EntityGraph<? extends V> found = graphs.get(name);
        if (found == null) {
            throw new IllegalArgumentException(this.name + ".graph expects the name of an entity graph of "
                    + type.getName() + ", one of " + new TreeSet<>(graphs.keySet()) + ", got " + name);
        }
        return withGraph(found);
    }

    /**
     * Returns the same loader with an entity graph, used as a load graph: attributes that are not in the graph are
     * fetched as they are mapped. It does not apply to entities that the persistence context has already loaded.
     *
     * @param graph the graph, copied, of the class of this loader
     * @return a new loader, which also fetches the attributes of the graph
     * @throws IllegalArgumentException if the graph is null, of another class or another provider
     */
    public EntityLoader<V> graph(EntityGraph<V> graph) {
        Checks.notNull(graph, "EntityLoader.graph", "an entity graph");
        return withGraph(graph);
    }

    @SuppressWarnings("unchecked") // as its type is checked to be the one of this loader
    private EntityLoader<V> withGraph(EntityGraph<? extends V> graph) {
        if (!(graph instanceof RootGraph)) {
            throw new IllegalArgumentException(name + ".graph expects an entity graph of Hibernate, got a "
                    + graph.getClass().getName());
        }
        RootGraph<V> root = (RootGraph<V>) graph;
        Class<?> ofGraph = root.getGraphedType().getJavaType();
        if (ofGraph != type) {
            throw new IllegalArgumentException(
                    name + ".graph expects an entity graph of " + type.getName() + ", got one of " + ofGraph.getName());
        }
        return new EntityLoader<>(manager, type, name, root.makeCopy(false));
    }

    /**
     * Makes the loader.
     *
     * @param <K> the type of the ids
     * @param type the type of the ids: of the {@code @Id}, a wrapper if it is primitive, of the {@code @EmbeddedId} or
     *     the {@code @IdClass}
     * @return a loader with at most 1000 ids per batch, unless {@link BatchLoader#withMaxBatchSize} sets another limit;
     *     for each id it answers what {@link EntityManager#find find} does, and fails with a
     *     {@link org.springframework.dao.DataAccessException} if the database does
     * @throws IllegalArgumentException if ids of the entity have another type, or the type is null
     */
    public <K> BatchLoader<K, V> keyedBy(Class<K> type) {
        Checks.notNull(type, "EntityLoader.keyedBy", "the type of the ids");
        Class<?> mapped = ClassUtils.resolvePrimitiveIfNecessary(
                manager.getMetamodel().entity(this.type).getIdType().getJavaType());
        if (!mapped.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    name + ".keyedBy expects the type of the ids, " + mapped.getName() + ", got " + type.getName());
        }
        EntityFinder<V> finder = new EntityFinder<>(manager, this.type, graph);
        return BatchLoader.<K, Map<Object, V>, V>ofEach(
                        name, finder::find, (found, key) -> found.get(EntityId.inMap(key)))
                .withMaxBatchSize(MAX_BATCH_SIZE);
    }
}
