package io.github.batch4j.spring.batched;

import java.lang.reflect.Method;

/** The failure of a bean whose annotated method cannot be answered in batches. */
final class WrongPair extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param problem the end of a sentence that begins with the annotated method
     */
    WrongPair(Class<?> type, Method single, Batched options, String problem) {
        super("@Batched(\"" + options.value() + "\") on " + type.getSimpleName() + ", method "
                + Types.shown(single, type) + ": " + problem);
    }
}
