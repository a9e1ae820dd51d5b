package io.github.batch4j;

import java.util.NoSuchElementException;

/** Thrown at the yield of a {@linkplain BatchLoader#require required} key that has no value. */
public class MissingKeyException extends NoSuchElementException {

    private static final long serialVersionUID = 1;

    private final transient Object key;

    /**
     * Makes the exception.
     *
     * @param loader the name of what was asked
     * @param key the key that has no value
     */
    public MissingKeyException(String loader, Object key) {
        super(loader + " has no value for key " + Names.describe(key));
        this.key = key;
    }

    /**
     * The key that has no value.
     *
     * @return the key; null after deserialization
     */
    public Object key() {
        return key;
    }
}
