package io.github.batch4j.findings;

import io.github.batch4j.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Something avoidable about the batches that an executor has sent: where it is, and its facts. It prints as a sentence
 * without keys or values. Immutable.
 */
public sealed interface Finding {

    /**
     * The name of the batcher that it is about.
     *
     * @return the {@linkplain io.github.batch4j.Batcher#name() name}
     */
    String batcher();

    /**
     * The call that asked, the first if there were several.
     *
     * @return the call of {@code execute} or {@code yield}; null if it was not recorded
     */
    @Nullable
    Caller caller();

    /**
     * Keys asked for one after the other from the same place, each in a batch of its own or in one of few.
     *
     * @param batcher the name of the batcher
     * @param caller the first of the calls, which have equal frames
     * @param times the number of calls
     * @param batches the number of batches in which they asked
     * @param operations the number of operations of all of them
     * @param isWrite true if they write
     */
    record OneByOne(String batcher, Caller caller, int times, int batches, int operations, boolean isWrite)
            implements Finding {

        @Override
        public String toString() {
            String noun = isWrite ? "write" : "key";
            return Places.of(caller) + (isWrite ? " sent `" : " asked `") + batcher + "` " + times + " times"
                    + (batches == times ? "" : " in " + batches + " batches") + ", "
                    + (operations == times ? "one " + noun + " each" : Places.count(operations, noun) + " in all")
                    + "; unless one needs the answer of another, run them side by side, for example by"
                    + " executor.all(...)";
        }
    }

    /**
     * Reads sent again though an equal one had been answered before. Answers that the program has cleared do not count.
     *
     * @param batcher the name of the batcher
     * @param caller the first call that asked again, null if it was not recorded
     * @param operations the number of operations that were sent again
     * @param reason why the answers were not there any more
     * @param writer the name of the batcher whose write made the cache forget them, null if it was no write
     * @param writtenBy the call that wrote, null if it was no write or was not recorded
     */
    record AskedAgain(
            String batcher,
            @Nullable Caller caller,
            int operations,
            Reason reason,
            @Nullable String writer,
            @Nullable Caller writtenBy)
            implements Finding {

        /** The reason for which an answer was not found in the cache. */
        public enum Reason {
            /** The executor has no cache. */
            NO_CACHE("the executor has no cache"),
            /** The operations do not say that their answers may be kept. */
            NOT_KEPT("their answers are not kept: the cache of this batcher is off"),
            /** A write of the same data. */
            WRITTEN("their answers were forgotten");

            private final String text;

            Reason(String text) {
                this.text = text;
            }
        }

        @Override
        public String toString() {
            return Places.of(caller) + " asked `" + batcher + "` again for " + Places.count(operations, "key")
                    + " that had been answered; " + reason.text
                    + (writer == null
                            ? ""
                            : " because of the write by `" + writer + "`"
                                    + (writtenBy == null ? "" : " at " + Places.of(writtenBy)));
        }
    }

    /**
     * Keys asked for a step later than possible: exactly these keys had been asked for from another batcher, or for
     * another kind of data, the step before, so they were known.
     *
     * @param batcher the name of the batcher that was asked later
     * @param caller the call that asked it, null if it was not recorded
     * @param operations the number of operations
     * @param waitedFor the name of the batcher that was waited for
     * @param waitedAt the call that asked that one, null if it was not recorded
     */
    record AskedLater(
            String batcher,
            @Nullable Caller caller,
            int operations,
            String waitedFor,
            @Nullable Caller waitedAt) implements Finding {

        @Override
        public String toString() {
            return Places.of(caller) + " asked `" + batcher + "` for " + Places.count(operations, "key")
                    + " a step later than it could have: they are those that `" + waitedFor + "` was asked for"
                    + (waitedAt == null ? "" : " at " + Places.of(waitedAt))
                    + " the step before; unless its answers decide whether to ask, ask both at once, for example"
                    + " by zip";
        }
    }

    /**
     * A batch that was split because it had more operations than its batcher takes.
     *
     * @param batcher the name of the batcher
     * @param caller the first call that asked, null if it was not recorded
     * @param batches the number of batches it became
     * @param operations the number of operations of all of them
     * @param maxBatchSize the limit of the batcher
     */
    record SplitBatch(String batcher, @Nullable Caller caller, int batches, int operations, int maxBatchSize)
            implements Finding {

        @Override
        public String toString() {
            return Places.of(caller) + " asked `" + batcher + "` for " + Places.count(operations, "key") + " in "
                    + batches + " batches, since one takes at most " + maxBatchSize
                    + "; if the store takes more, raise the maximum batch size";
        }
    }

    /**
     * A layered batch whose operations waited for each other: some needed more steps than others.
     *
     * @param batcher the name of the layered batcher
     * @param caller the first call that asked, null if it was not recorded
     * @param operations the number of operations of the batch
     * @param steps the number of steps that all of them waited for
     */
    record SlowLayer(String batcher, @Nullable Caller caller, int operations, int steps) implements Finding {

        @Override
        public String toString() {
            return Places.of(caller) + " waited " + steps + " steps for the layered batcher `" + batcher + "`, whose "
                    + Places.count(operations, "operation")
                    + " all wait for the slowest; unless all of them need the last step, return a generator for each"
                    + " key instead";
        }
    }
}
