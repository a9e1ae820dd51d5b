package io.github.batch4j.spring.redis;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key in Redis, with equality. Keys come from clients, so the hash is unpredictable, and there is an
 * order, which a map uses among keys of the same hash.
 */
final class KeyBytes implements Comparable<KeyBytes> {

    private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

    private final byte[] bytes;
    private final String shown;
    private final int hash;

    /**
     * Makes a key.
     *
     * @param bytes not changed any more
     * @param shown its text in messages
     */
    KeyBytes(byte[] bytes, String shown) {
        this.bytes = bytes;
        this.shown = shown;
        this.hash = hash(bytes);
    }

    KeyBytes(byte[] bytes) {
        this(bytes, bytes.length + " bytes");
    }

    byte[] bytes() {
        return bytes;
    }

    private static int hash(byte[] bytes) {
        long hash = bytes.length;
        for (byte b : bytes) {
            hash = (hash ^ b) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return Long.hashCode(hash);
    }

    /** An unpredictable hash of a text. */
    static int hash(CharSequence text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return Long.hashCode(hash);
    }

    @Override
    public int compareTo(KeyBytes other) {
        return Arrays.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof KeyBytes key && hash == key.hash && Arrays.equals(bytes, key.bytes));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return shown;
    }
}
