package io.github.batch4j.spring.data;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.OrderingMode;
import org.hibernate.Session;
import org.hibernate.SessionCheckMode;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerProxy;

/**
 * A reader of entities by many ids, with the entity manager of the current thread.
 *
 * <p>A multi-load assigns its rows to the ids by the ids' own equality. So it has no answer for {@code ANN} if the row
 * is {@code Ann} and the column ignores case, while {@code find} has. If there are ids without an answer that may equal
 * others in the database, another multi-load looks for rows of these, and if there are any, {@code find} answers each.
 */
final class EntityFinder<V> {

    private final EntityManager manager;
    private final Class<V> type;
    private final @Nullable EntityGraph<V> graph;

    EntityFinder(EntityManager manager, Class<V> type, @Nullable EntityGraph<V> graph) {
        this.manager = manager;
        this.type = type;
        this.graph = graph;
    }

    /** Finds the entities of distinct ids, each by the {@linkplain EntityId#inMap form of its id in maps}. */
    Map<Object, V> find(List<?> ids) {
        EntityManagerFactory factory = manager.getEntityManagerFactory();
        try {
            if (isBound(manager)) {
                return find(manager.unwrap(Session.class), ids);
            }
            try (EntityManager own = factory.createEntityManager()) {
                return find(own.unwrap(Session.class), ids);
            }
        } catch (RuntimeException failure) {
            throw DataAccessUtils.translateIfNecessary(failure, translator(factory));
        }
    }

    /** False for an entity manager that Spring shares, on a thread that has none of its own. */
    private static boolean isBound(EntityManager manager) {
        if (!(manager instanceof EntityManagerProxy proxy)) {
            return true;
        }
        try {
            proxy.getTargetEntityManager();
            return true;
        } catch (IllegalStateException unbound) { // the only way to ask
            return false;
        }
    }

    private static PersistenceExceptionTranslator translator(EntityManagerFactory factory) {
        PersistenceExceptionTranslator ofProvider =
                factory instanceof EntityManagerFactoryInfo info ? info.getJpaDialect() : null;
        return ofProvider == null ? EntityManagerFactoryUtils::convertJpaAccessExceptionIfPossible : ofProvider;
    }

    private Map<Object, V> find(Session session, List<?> ids) {
        if (ids.size() == 1) {
            return findEach(session, ids);
        }
        Map<Object, V> found = new HashMap<>();
        List<Object> doubtful = new ArrayList<>();
        List<? extends @Nullable V> entities = multiLoad(session, ids, OrderingMode.ORDERED);
        for (int i = 0; i < entities.size(); i++) {
            Object id = ids.get(i);
            V entity = entities.get(i);
            if (entity != null) {
                found.put(EntityId.inMap(id), entity);
            } else if (!EntityId.isExact(id)) {
                doubtful.add(id);
            }
        }
        if (doubtful.size() == 1
                || (!doubtful.isEmpty()
                        && multiLoad(session, doubtful, OrderingMode.UNORDERED).stream()
                                .anyMatch(Objects::nonNull))) {
            found.putAll(findEach(session, doubtful));
        }
        return found;
    }

    private List<? extends @Nullable V> multiLoad(Session session, List<?> ids, OrderingMode order) {
        return graph == null
                ? session.findMultiple(type, ids, SessionCheckMode.ENABLED, order)
                : session.findMultiple(graph, ids, SessionCheckMode.ENABLED, order);
    }

    private Map<Object, V> findEach(Session session, List<?> ids) {
        Map<Object, V> found = new HashMap<>();
        for (Object id : ids) {
            V entity = graph == null ? session.find(type, id) : session.find(graph, id);
            if (entity != null) {
                found.put(EntityId.inMap(id), entity);
            }
        }
        return found;
    }
}
