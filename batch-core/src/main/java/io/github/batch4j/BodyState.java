package io.github.batch4j;

import java.util.List;

/**
 * A state of a {@link BodyFrame}.
 *
 * <pre>
 *   HELD     not begun; waits for admission                       -> ADMITTED
 *   ADMITTED may begin                                            -> RUNNING ENDED
 *   RUNNING  its code runs                                        -> WAITING ENDED
 *   WAITING  suspended; has yielded a generator                   -> READY RUNNING CLOSING
 *   READY    suspended; has the answer to be resumed with         -> RUNNING CLOSING
 *   CLOSING  the execution has ended, and it runs to its end      -> ENDED
 *   ENDED    has a result or a failure
 * </pre>
 *
 * <p>From WAITING it goes back to RUNNING at once if it cannot be suspended: there is native code on its stack, or the
 * stack is about to overflow.
 */
enum BodyState {
    HELD,
    ADMITTED,
    RUNNING,
    WAITING,
    READY,
    CLOSING,
    ENDED;

    /** True if another state may follow this one. */
    boolean leadsTo(BodyState next) {
        return next().contains(next);
    }

    List<BodyState> next() {
        return switch (this) {
            case HELD -> List.of(ADMITTED);
            case ADMITTED -> List.of(RUNNING, ENDED);
            case RUNNING -> List.of(WAITING, ENDED);
            case WAITING -> List.of(READY, RUNNING, CLOSING);
            case READY -> List.of(RUNNING, CLOSING);
            case CLOSING -> List.of(ENDED);
            case ENDED -> List.of();
        };
    }
}
