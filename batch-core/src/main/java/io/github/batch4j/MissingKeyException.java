package io.github.batch4j;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Thrown at the yield of a {@linkplain BatchLoader#require required} key that has no value. */
public class MissingKeyException extends NoSuchElementException {

    private static final long serialVersionUID = 1;

    /** Null after deserialization: a key need not be serializable. */
    private final transient @Nullable Object key;

    /**
     * Makes the exception.
     *
     * @param loader the name of the loader
     * @param key the key that has no value
     */
    public MissingKeyException(String loader, Object key) {
        super(loader + " has no value for key " + Names.key(key));
        this.key = key;
    }

    /**
     * The key that has no value.
     *
     * @return the key; null if the exception was serialized, since keys need not be serializable
     */
    public @Nullable Object key() {
        return key;
    }
}
