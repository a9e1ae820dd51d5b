package io.github.batch4j.spring.batched;

import org.hibernate.proxy.HibernateProxy;
import org.springframework.util.ClassUtils;

/**
 * References of Hibernate to entities. A query returns the one that the persistence context already has for a row: a
 * proxy, whose own fields have no values.
 */
final class References {

    private static final boolean IS_PRESENT =
            ClassUtils.isPresent("org.hibernate.proxy.HibernateProxy", References.class.getClassLoader());

    private References() {}

    /** Returns the entity that a value refers to, or the value itself if it is no reference. */
    static Object resolve(Object value) {
        return IS_PRESENT ? Hibernate.resolve(value) : value;
    }

    /** The part that needs the classes of Hibernate, which may be absent. */
    private static final class Hibernate {

        static Object resolve(Object value) {
            return value instanceof HibernateProxy proxy
                    ? proxy.getHibernateLazyInitializer().getImplementation()
                    : value;
        }
    }
}
