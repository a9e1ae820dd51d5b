package io.github.batch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that wait for one batcher, and who waits for each of them; later their answers. */
final class Batch {

    /** The form of the batcher, found out once a class: to ask an object for an interface that it has not is slow. */
    enum Kind {
        BLOCKING(Batcher.Blocking.class),
        ASYNC(Batcher.Async.class),
        LAYERED(Batcher.Layered.class);

        private static final ClassValue<List<Kind>> OF_CLASS = new ClassValue<>() {
            @Override
            protected List<Kind> computeValue(Class<?> type) {
                return Arrays.stream(values())
                        .filter(kind -> kind.form.isAssignableFrom(type))
                        .toList();
            }
        };

        private final Class<?> form;

        Kind(Class<?> form) {
            this.form = form;
        }

        /** The one form of a batcher; of several, each would have to be counted and sent in another way. */
        private static Kind of(Batcher<?, ?> batcher) {
            List<Kind> kinds = OF_CLASS.get(batcher.getClass());
            if (kinds.size() != 1) {
                throw new BatcherException(NamedBatcher.nameOf(batcher) + " is a batcher of several forms, " + kinds
                        + ", expected one: which of its methods to call, and whether that is a round trip, goes by the"
                        + " form; make it two batchers");
            }
            return kinds.get(0);
        }
    }

    private static final int[] IN_ORDER = {};
    private static final Object[] NO_ANSWERS = {};

    /** Room that is made at first, if as much is expected. */
    private static final int FIRST = 16;

    private final Batcher<?, ?> batcher;
    private final @Nullable Object partition;
    private final Kind kind;
    private final OperationSet operations;
    private final Waiters waiters;

    /** Which operation each waiter waits for; empty as long as waiter i waits for operation i. */
    private int[] indexes = IN_ORDER;

    private @Nullable Object[] answers = NO_ANSWERS;
    private boolean answersMayBeFailed;
    private @Nullable Failure failure;

    /**
     * Makes an empty batch.
     *
     * @param partition the partition in which all of it was asked, null if there are none
     * @param expected how many operations are likely to come
     * @param level how many batches were waited for, one after the other, by who asks first
     */
    Batch(Batcher<?, ?> batcher, @Nullable Object partition, int expected, int level) {
        int capacity = Math.max(1, Math.min(expected, FIRST));
        this.batcher = batcher;
        this.partition = partition;
        this.kind = Kind.of(batcher);
        this.operations = new OperationSet(capacity);
        this.waiters = new Waiters(capacity, level);
    }

    Batcher<?, ?> batcher() {
        return batcher;
    }

    /** The partition in which all of it was asked, null if there are none. */
    @Nullable
    Object partition() {
        return partition;
    }

    Kind kind() {
        return kind;
    }

    int level() {
        return waiters.level();
    }

    /** How many operations there are, equal ones counted once. */
    int size() {
        return operations.size();
    }

    /**
     * Adds an operation and who waits for it.
     *
     * @param expected how many more are likely to come
     */
    void add(BatchableOperation<?> operation, Waiters.Waiter owner, int slot, int expected) {
        int index = operation.mergeable()
                ? operations.merge(operation, expected)
                : operations.addAlone(operation, expected);
        addWaiter(owner, slot, index, expected);
    }

    private void addWaiter(Waiters.Waiter owner, int slot, int index, int expected) {
        int waiter = waiters.size();
        if (index != waiter || indexes != IN_ORDER) {
            noteIndex(waiter, index, expected);
        }
        waiters.add(owner, slot, expected);
    }

    private void noteIndex(int waiter, int index, int expected) {
        if (waiter >= indexes.length) {
            int known = indexes.length;
            indexes = Arrays.copyOf(indexes, OperationSet.grown(waiter + 1, expected));
            for (int i = known; i < waiter; i++) {
                indexes[i] = i;
            }
        }
        indexes[waiter] = index;
    }

    private int index(int waiter) {
        return indexes == IN_ORDER ? waiter : indexes[waiter];
    }

    /** Compares two batches by batcher and operations; the other one is sealed. */
    boolean asksTheSameAs(Batch other) {
        if (size() != other.size() || !batcher.equals(other.batcher)) {
            return false;
        }
        for (Object operation : operations) {
            if (other.operations.find(operation) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells if an operation may write, as far as is known. */
    boolean hasWrites() {
        for (int i = 0; i < operations.size(); i++) {
            if (isWrite(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWrite(int index) {
        try {
            return ((BatchableOperation<?>) operations.get(index)).writes() != null;
        } catch (Throwable broken) {
            return true;
        }
    }

    /** The waiters of operations that write. */
    List<Waiters.Waiter> writers() {
        return waiters.owners(waiter -> isWrite(index(waiter)));
    }

    /** The operations as the batcher gets them. Nothing may be added after this. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    <O> List<O> seal() {
        operations.seal();
        return (List) operations;
    }

    /** As many batches as it takes for none to be larger than allowed, to the last of which more may be added. */
    List<Batch> split(int most) {
        List<Batch> parts = new ArrayList<>();
        for (int from = 0; from < size(); from += most) {
            Batch part = new Batch(batcher, partition, most, level());
            part.operations.placeAs(operations);
            for (int i = from; i < Math.min(from + most, size()); i++) {
                part.operations.appendFrom(operations, i, most);
            }
            parts.add(part);
        }
        while (waiters.untold() > 0) {
            int index = index(waiters.next());
            parts.get(index / most).addWaiter(waiters.nextWaiter(), waiters.nextSlot(), index % most, most);
            waiters.advance(1);
        }
        return parts;
    }

    /** Takes what the batcher has answered; its method is named in the error if it is not one answer an operation. */
    void answer(@Nullable Object answer, String method) {
        if (!(answer instanceof List<?> list)) {
            String got = answer == null ? "null" : "an object of " + answer.getClass();
            fail(wrong(method, got, "expected a list of one result each"));
            return;
        }
        @Nullable Object[] results;
        try {
            results = list instanceof BatchResults<?> each ? each.raw() : list.toArray();
        } catch (Throwable thrown) { // by a list of the batcher's own
            fail(thrown);
            return;
        }
        if (results.length != size()) {
            String hint = results.length < size() ? "what is missing must be null" : "expected one result each";
            fail(wrong(method, Names.count(results.length, "result"), hint));
            return;
        }
        answers = results;
        answersMayBeFailed = list instanceof BatchResults;
    }

    BatcherException wrong(String method, String got, String expected) {
        return new BatcherException(NamedBatcher.nameOf(batcher) + "." + method + " returned " + got + " for "
                + Names.count(size(), "operation") + "; " + expected + ", in the order of the operations");
    }

    void fail(Throwable cause) {
        failure = Failure.at(NamedBatcher.batch(size(), batcher), cause);
    }

    /** Takes down what is asked, at a time by the clock of an {@link AnswerCache}. */
    CachedBatch.Reads reads(long time) {
        return new CachedBatch.Reads(operations, batcher, partition, time);
    }

    /**
     * What has become of it.
     *
     * @param asked what was asked
     * @param givenUp whether it may still be under way, though nobody waits for it any more
     */
    CachedBatch outcome(CachedBatch.Reads asked, boolean givenUp) {
        return new CachedBatch(operations, failure == null ? answers : NO_ANSWERS, asked, givenUp);
    }

    @Nullable
    Throwable failure() {
        return failure == null ? null : failure.cause;
    }

    /** The frames that wait, and how many of them have been told. */
    Waiters waiters() {
        return waiters;
    }

    /** The answers, if each waiter waits for the one of its own number and none has failed; null otherwise. */
    @Nullable
    Object @Nullable [] answersInOrder() {
        return failure == null && !answersMayBeFailed && indexes == IN_ORDER ? answers : null;
    }

    /** The answer for a waiter, a {@link Failure} if there is none. */
    @Nullable
    Object outcome(int waiter) {
        if (failure != null) {
            return failure.copy();
        }
        Object answer = answers[index(waiter)];
        return answersMayBeFailed && answer instanceof BatchResults.Failed failed
                ? Failure.at("a batch of " + NamedBatcher.nameOf(batcher), failed.failure())
                : answer;
    }

    @Override
    public String toString() {
        return NamedBatcher.batch(size(), batcher);
    }
}
