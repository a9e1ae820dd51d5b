package io.github.batch4j.spring.graphql;

import io.github.batch4j.ThreadContext;

/** The thread-bound values of an execution of GraphQL, found again on whichever thread its generators run. */
interface ExecutionContexts {

    /** Captures the values of the current thread, on which an operation begins. */
    default void capture() {}

    /** Binds the values to the current thread. */
    default ThreadContext.Scope bind() {
        return () -> {};
    }

    /** Calls back to run generators: at once, or on another thread if this one must not block. */
    default void run(Runnable generators) {
        generators.run();
    }

    /** Those of an application that has none to carry over. */
    record None() implements ExecutionContexts {}
}
