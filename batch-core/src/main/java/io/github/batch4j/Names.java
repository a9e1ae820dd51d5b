package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** How objects are called in traces and error messages. */
final class Names {

    /** Enough to recognise an operation by; a message is no place for a document. */
    private static final int LONGEST = 120;

    private Names() {}

    /** The simple name of an object's class; for a lambda, of the class that it is written in. */
    static String of(Object object) {
        return ofType(object.getClass());
    }

    /** The same for an object of this class. */
    static String ofType(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        if (lambda < 0) {
            String simple = type.getSimpleName();
            return simple.isEmpty() ? name.substring(name.lastIndexOf('.') + 1) : simple;
        }
        return name.substring(name.lastIndexOf('.', lambda) + 1, lambda).replace('$', '.');
    }

    /** The name of a batcher, for messages: of its class if it has none or cannot tell it. */
    static String name(Batcher<?, ?> batcher) {
        try {
            String name = batcher.name();
            return name == null ? of(batcher) : name;
        } catch (Throwable failure) { // it must not hide the failure that the message is about
            return of(batcher) + " (its name() threw " + of(failure) + ")";
        }
    }

    /** What an object prints as, cut to a length that suits a message, also when printing fails. */
    static String describe(@Nullable Object object) {
        String text;
        try {
            text = String.valueOf(object);
        } catch (Throwable failure) {
            text = object == null ? "null" : of(object) + " (its toString() threw " + of(failure) + ")";
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    /** A batch in messages: by its size and its batcher. */
    static String batch(int size, Batcher<?, ?> batcher) {
        return "a batch of " + count(size, "operation") + " of " + name(batcher);
    }

    /** A count with its noun. */
    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
