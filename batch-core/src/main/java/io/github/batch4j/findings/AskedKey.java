package io.github.batch4j.findings;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of an operation, and the kind of data that it is asked for. A text such as {@code user:42} or
 * {@code user:42:name} has the id 42, and the rest of it is a kind, since many kinds of data are in one Redis.
 *
 * @param kind the data that is asked for
 * @param id the key, as other kinds of data have it too
 */
record AskedKey(Kind kind, Object id) {

    /**
     * A kind of data.
     *
     * @param batcher the batcher that is asked
     * @param type the operation's class, or the rest of its keys
     */
    record Kind(Batcher<?, ?> batcher, Object type) {}

    /** A number between colons, or the part after the last colon. */
    private static final Pattern ID = Pattern.compile("(?<=:)\\d+(?=:|$)|(?<=:)[^:]+$");

    static AskedKey of(Batcher<?, ?> batcher, BatchableOperation<?> operation) {
        Object key = operation.asksFor();
        if (key instanceof String text) {
            Matcher id = ID.matcher(text);
            if (id.find()) {
                String others = text.substring(0, id.start()) + text.substring(id.end());
                return new AskedKey(new Kind(batcher, others), id.group());
            }
        }
        return new AskedKey(new Kind(batcher, operation.getClass()), key instanceof Number ? key.toString() : key);
    }
}
