package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * A key of a hash map that holds when hash codes collide: a {@link java.util.HashMap} puts comparable keys with the
 * same hash code into a tree, and these are ordered by a {@link ContentHash}.
 */
final class HashKey implements Comparable<HashKey> {

    private final Object key;
    private final int hash;

    /** The hash of the content once it is known; zero until then, and in one case of four billion. */
    private int content;

    HashKey(Object key) {
        this.key = key;
        this.hash = key.hashCode();
    }

    private int content() {
        if (content == 0) {
            content = ContentHash.of(key);
        }
        return content;
    }

    @Override
    public int compareTo(HashKey other) {
        return Integer.compare(content(), other.content());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashKey another
                && hash == another.hash
                && !isKnownToDiffer(another)
                && key.equals(another.key);
    }

    /** In a tree both contents are known, and the keys on the way need not be compared. */
    private boolean isKnownToDiffer(HashKey other) {
        return content != other.content && content != 0 && other.content != 0;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
