package io.github.batch4j.spring.jdbc;

import java.util.List;

/**
 * An order of values of any types, by which a {@link java.util.HashMap} finds one among thousands that share a hash
 * code, as a client may choose them. Equal values compare as equal, and so do values without an order of their own.
 */
final class KeyOrder {

    private KeyOrder() {}

    static int compare(Object one, Object other) {
        if (one instanceof List<?> list && other instanceof List<?> others) {
            return compare(list.toArray(), others.toArray());
        }
        if (one.getClass() != other.getClass()) {
            return one.getClass().getName().compareTo(other.getClass().getName());
        }
        return one instanceof Comparable<?> ? compareNaturally(one, other) : 0;
    }

    static int compare(Object[] some, Object[] others) {
        for (int i = 0; i < Math.min(some.length, others.length); i++) {
            int order = compare(some[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(some.length, others.length);
    }

    @SuppressWarnings("unchecked") // they are of the same class
    private static <T> int compareNaturally(T one, T other) {
        return ((Comparable<T>) one).compareTo(other);
    }
}
