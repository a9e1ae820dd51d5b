package io.github.batch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations with equal batchers in one partition, the waiters of each, and finally the answers. */
final class Batch {

    /** The form of a batcher, cached per class because a failing {@code instanceof} of an interface is slow. */
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

        /** Returns the only form of a batcher. Several are refused: each would be counted and sent in another way. */
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

    /** The maximum initial capacity. */
    private static final int FIRST = 16;

    private final Batcher<?, ?> batcher;
    private final @Nullable Object partition;
    private final Kind kind;
    private final OperationSet operations;
    private final Waiters waiters;

    /** The index of each waiter's operation; empty as long as waiter i waits for operation i. */
    private int[] indexes = IN_ORDER;

    private @Nullable Object[] answers = NO_ANSWERS;
    private boolean answersMayBeFailed;
    private boolean isOrdered;

    /** The answers as a loader has found them, with those of other keys; null if there are none. */
    private Load.@Nullable Loaded<?, ?> loaded;

    private @Nullable Failure failure;

    /** The trails of its operations; null unless the execution looks ahead. */
    private Trail.@Nullable OfBatch trails;

    /**
     * Makes an empty batch.
     *
     * @param partition the partition of all its operations, null if there are none
     * @param expected how many operations are likely to come
     * @param level how many batches the first waiter has waited for, one after the other
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

    /** The partition of all its operations; null if there are none. */
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

    /**
     * The rank of its earliest operation in the program: a number that grows in the order in which the program would
     * ask if bodies ran where they start, rather than last.
     */
    int rank() {
        return waiters.rank();
    }

    /** The number of generators that can go on with the answers, and may ask for more. */
    int movers(int count) {
        return waiters.movers(count);
    }

    /** True if an operation must not be merged, as it may be a write. */
    boolean isOrdered() {
        return isOrdered;
    }

    /** The number of operations, merged ones counted once. */
    int size() {
        return operations.size();
    }

    /**
     * Adds an operation and its waiter.
     *
     * @param expected how many more are likely to come
     * @param rank the {@linkplain #rank rank} of the operation
     */
    void add(BatchableOperation<?> operation, Waiters.Waiter owner, int slot, int expected, int rank) {
        int index;
        if (operation.mergeable()) {
            index = operations.merge(operation, expected);
        } else {
            index = operations.addAlone(operation, expected);
            isOrdered = true;
        }
        addWaiter(owner, slot, index, expected, rank);
    }

    /** Adds the trail of the last waiter. */
    void addTrail(Trail trail) {
        makeTrails().add(waiters.size() - 1, trail);
    }

    /** The trails of its operations; none if there were none so far. */
    Trail.OfBatch makeTrails() {
        if (trails == null) {
            trails = new Trail.OfBatch();
        }
        return trails;
    }

    /** The trails of its operations; null unless the execution looks ahead. */
    Trail.@Nullable OfBatch trails() {
        return trails;
    }

    private void addWaiter(Waiters.Waiter owner, int slot, int index, int expected, int rank) {
        int waiter = waiters.size();
        if (index != waiter || indexes != IN_ORDER) {
            setIndex(waiter, index, expected);
        }
        waiters.add(owner, slot, expected, rank);
    }

    private void setIndex(int waiter, int index, int expected) {
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

    /** True if the batchers and the partitions are equal. */
    boolean hasSameBatcherAs(Batch other) {
        return batcher.equals(other.batcher) && (partition == null || partition.equals(other.partition));
    }

    /** True if the batchers and the sets of operations are equal; the other batch must be sealed. */
    boolean hasSameOperationsAs(Batch other) {
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

    /** True if an operation may write: one whose {@code writes} throws counts as a write. */
    boolean hasWrites() {
        for (int i = 0; i < operations.size(); i++) {
            if (isWrite(i)) {
                return true;
            }
        }
        return false;
    }

    /** True if an operation may write something that is read; each may be a set. */
    boolean mayWrite(Object read) {
        for (int i = 0; i < operations.size(); i++) {
            try {
                Object wrote = ((BatchableOperation<?>) operations.get(i)).writes();
                if (wrote != null && !Collections.disjoint(asSet(wrote), asSet(read))) {
                    return true;
                }
            } catch (Throwable broken) {
                return true;
            }
        }
        return false;
    }

    private static Set<?> asSet(Object one) {
        return one instanceof Set<?> several ? several : Set.of(one);
    }

    private boolean isWrite(int index) {
        try {
            return ((BatchableOperation<?>) operations.get(index)).writes() != null;
        } catch (Throwable broken) {
            return true;
        }
    }

    /** The calls that asked for the operations, of merged ones the first; empty if they are not known. */
    List<Caller> callers() {
        return waiters.callers(size(), this::index);
    }

    /** The waiters of operations that write. */
    List<Waiters.Waiter> writers() {
        return waiters.owners(waiter -> isWrite(index(waiter)));
    }

    /** Returns the operations for the batcher. Nothing may be added afterwards. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    <O> List<O> seal() {
        operations.seal();
        return (List) operations;
    }

    /** Splits this into batches within a size limit; operations may still be added to the last of them. */
    List<Batch> split(int most) {
        List<Batch> parts = new ArrayList<>();
        for (int from = 0; from < size(); from += most) {
            Batch part = new Batch(batcher, partition, most, level());
            part.isOrdered = isOrdered;
            part.operations.hashAs(operations);
            part.trails = trails == null ? null : trails.ofPart();
            for (int i = from; i < Math.min(from + most, size()); i++) {
                part.operations.appendFrom(operations, i, most);
            }
            parts.add(part);
        }
        while (waiters.remaining() > 0) {
            int index = index(waiters.next());
            parts.get(index / most).addWaiter(waiters.nextWaiter(), waiters.nextSlot(), index % most, most, rank());
            waiters.advance(1);
        }
        return parts;
    }

    /** Takes the batcher's answer; the method is named in the error if it is not one result per operation. */
    void answer(@Nullable Object answer, String method) {
        if (!(answer instanceof List<?> list)) {
            String got = answer == null ? "null" : "an object of " + answer.getClass();
            fail(wrong(method, got, "expected a list of one result each"));
            return;
        }
        @Nullable Object[] results;
        try {
            results = array(list);
        } catch (Throwable thrown) { // by a list class of the user
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
        loaded = list instanceof Load.Loaded<?, ?> all && all.hasOthers() ? all : null;
    }

    /** The elements of a list; of our own lists, which nobody changes, without a copy. */
    private static @Nullable Object[] array(List<?> list) {
        if (list instanceof BatchResults<?> each) {
            return each.raw();
        }
        return list instanceof Load.Loaded<?, ?> picked ? picked.raw() : list.toArray();
    }

    BatcherException wrong(String method, String got, String expected) {
        return new BatcherException(NamedBatcher.nameOf(batcher) + "." + method + " returned " + got + " for "
                + Names.count(size(), "operation") + "; " + expected + ", in the order of the operations");
    }

    void fail(Throwable cause) {
        failure = Failure.at(NamedBatcher.batch(size(), batcher), cause);
    }

    /** Records the reads of its operations, with a time by the clock of an {@link AnswerCache}. */
    CachedBatch.Reads reads(long time) {
        return new CachedBatch.Reads(operations, batcher, partition, time);
    }

    /**
     * Returns the answered batch for an {@link AnswerCache}.
     *
     * @param reads the reads recorded before it was sent
     * @param givenUp whether it was given up and may still be processed by the store
     */
    CachedBatch outcome(CachedBatch.Reads reads, boolean givenUp) {
        return new CachedBatch(operations, failure == null ? answers : NO_ANSWERS, loaded, reads, givenUp);
    }

    @Nullable
    Throwable failure() {
        return failure == null ? null : failure.cause;
    }

    /** The failure that listeners are notified of: that of the batch, or the first one if each operation has failed. */
    @Nullable
    Throwable failureOfAll() {
        if (failure != null) {
            return failure.cause;
        }
        return answersMayBeFailed ? BatchResults.failureOfAll(answers) : null;
    }

    /** The frames that wait, and the progress of the delivery to them. */
    Waiters waiters() {
        return waiters;
    }

    /** The answers, if waiter i gets answer i and none has failed; null otherwise. */
    @Nullable
    Object @Nullable [] answersInOrder() {
        return failure == null && !answersMayBeFailed && indexes == IN_ORDER ? answers : null;
    }

    /** The answer for a waiter, or a {@link Failure}. */
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
