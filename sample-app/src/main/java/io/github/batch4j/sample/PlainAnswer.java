package io.github.batch4j.sample;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.batch4j.CoroutineKind;

/**
 * The same answer as without plain code, and what the plain code has run on.
 *
 * @param found who was found, and what it took
 */
record PlainAnswer<A>(@JsonUnwrapped A found, CoroutineKind coroutines) {

    static <A> PlainAnswer<A> of(A found) {
        return new PlainAnswer<>(found, CoroutineKind.current());
    }
}
