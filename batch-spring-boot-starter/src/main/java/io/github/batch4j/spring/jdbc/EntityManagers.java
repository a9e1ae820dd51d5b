package io.github.batch4j.spring.jdbc;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * The JPA entity managers of the current thread's transaction. They hold back saved entities until a flush, which JPA's
 * own queries trigger and statements of JDBC do not.
 */
final class EntityManagers {

    /** True if JPA is on the class path. Without it the nested class cannot be loaded. */
    private static final boolean PRESENT =
            ClassUtils.isPresent("org.springframework.orm.jpa.EntityManagerHolder", Database.class.getClassLoader())
                    && ClassUtils.isPresent("jakarta.persistence.EntityManager", Database.class.getClassLoader());

    private EntityManagers() {}

    /** Flushes the entity managers of a data source, unless their flush mode defers it to the commit. */
    static void flush(@Nullable DataSource source) {
        if (PRESENT
                && TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            Jpa.flush(source);
        }
    }

    /** The part that needs JPA's classes, loaded only if they are present. */
    private static final class Jpa {

        static void flush(@Nullable DataSource source) {
            List.copyOf(TransactionSynchronizationManager.getResourceMap().entrySet())
                    .forEach(resource -> {
                        if (resource.getValue() instanceof EntityManagerHolder holder
                                && isOf(resource.getKey(), source)) {
                            flush(holder.getEntityManager());
                        }
                    });
        }

        private static boolean isOf(Object factory, @Nullable DataSource source) {
            DataSource ofFactory = factory instanceof EntityManagerFactoryInfo info ? info.getDataSource() : null;
            return ofFactory == null || Database.target(ofFactory) == Database.target(source);
        }

        private static void flush(EntityManager manager) {
            if (manager.isJoinedToTransaction() && manager.getFlushMode() == FlushModeType.AUTO) {
                try {
                    manager.flush();
                } catch (RuntimeException failure) {
                    DataAccessException converted =
                            EntityManagerFactoryUtils.convertJpaAccessExceptionIfPossible(failure);
                    throw converted == null ? failure : converted;
                }
            }
        }
    }
}
