package io.github.batch4j.sample.users;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.batch4j.CoroutineKind;

/**
 * An answer found by plain code, with the kind of coroutine that ran the code.
 *
 * @param found the answer, its fields on the same level as {@code coroutines}
 */
record PlainAnswer<A>(@JsonUnwrapped A found, CoroutineKind coroutines) {

    static <A> PlainAnswer<A> of(A found) {
        return new PlainAnswer<>(found, CoroutineKind.current());
    }
}
