package io.github.batch4j.spring.autoconfigure;

import org.springframework.util.ClassUtils;
import reactor.core.scheduler.Schedulers;

/** The threads on which Reactor, if it is there, refuses to block: an event loop has other requests to serve. */
final class NonBlockingThreads {

    private static final boolean IS_REACTOR_PRESENT =
            ClassUtils.isPresent("reactor.core.scheduler.Schedulers", NonBlockingThreads.class.getClassLoader());

    private NonBlockingThreads() {}

    /**
     * Fails on such a thread.
     *
     * @throws IllegalStateException if an execution must not block the current thread
     */
    static void check() {
        if (IS_REACTOR_PRESENT && Reactor.isCurrent()) {
            throw new IllegalStateException("BatchExecutor.execute blocks, which Reactor does not allow on thread "
                    + Thread.currentThread().getName()
                    + "; inject a ReactiveBatchExecutor and return reactiveBatchExecutor.execute(generator) instead, or"
                    + " run the code that blocks by reactiveBatchExecutor.call(() -> ...)");
        }
    }

    /** The code that needs the classes of Reactor. */
    private static final class Reactor {

        private Reactor() {}

        static boolean isCurrent() {
            return Schedulers.isInNonBlockingThread();
        }
    }
}
