package io.github.batch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations that wait for one batcher, and who waits for each of them; later their answers.
 *
 * <p>Waiters stand in parallel arrays rather than in objects: a million of them cost twelve bytes each.
 */
final class PendingBatch extends Delivery {

    /** The form of the batcher, found out once: to ask an object for an interface that it has not is slow. */
    enum Kind {
        BLOCKING,
        ASYNC,
        LAYERED;

        private static Kind of(Batcher<?, ?> batcher) {
            if (batcher instanceof Batcher.Blocking) {
                return BLOCKING;
            }
            return batcher instanceof Batcher.Async ? ASYNC : LAYERED;
        }
    }

    private static final int[] IN_ORDER = {};
    private static final Object[] NO_ANSWERS = {};

    /** Room that is made at first, if as much is expected. */
    private static final int FIRST = 16;

    private final Batcher<?, ?> batcher;
    private final Kind kind;
    private final OperationSet operations;

    private @Nullable Frame[] frames;
    private int[] slots;

    /** Which operation each waiter waits for; empty as long as waiter i waits for operation i. */
    private int[] indexes = IN_ORDER;

    private int waiters;
    private int delivered;

    private @Nullable Object[] answers = NO_ANSWERS;
    private boolean answersMayBeFailed;
    private @Nullable Failure failure;

    /**
     * Makes an empty batch.
     *
     * @param expected how many operations are likely to come
     */
    PendingBatch(Batcher<?, ?> batcher, int expected) {
        int capacity = Math.max(1, Math.min(expected, FIRST));
        this.batcher = batcher;
        this.kind = Kind.of(batcher);
        this.operations = new OperationSet(capacity);
        this.frames = new Frame[capacity];
        this.slots = new int[capacity];
    }

    Batcher<?, ?> batcher() {
        return batcher;
    }

    Kind kind() {
        return kind;
    }

    /**
     * Adds an operation and who waits for it.
     *
     * @param expected how many more are likely to come
     */
    void add(BatchableOperation<?> operation, Frame frame, int slot, int expected) {
        int index =
                operation.mergeable() ? operations.merge(operation, expected) : operations.append(operation, expected);
        add(frame, slot, index, expected);
    }

    private void add(@Nullable Frame frame, int slot, int index, int expected) {
        if (waiters == slots.length) {
            int length = OperationSet.grown(waiters, expected);
            frames = Arrays.copyOf(frames, length);
            slots = Arrays.copyOf(slots, length);
        }
        if (index != waiters || indexes != IN_ORDER) {
            growIndexes();
            indexes[waiters] = index;
        }
        frames[waiters] = frame;
        slots[waiters++] = slot;
    }

    private void growIndexes() {
        int known = indexes.length;
        if (known < slots.length) {
            indexes = Arrays.copyOf(indexes, slots.length);
            if (known == 0) {
                Arrays.setAll(indexes, i -> i);
            }
        }
    }

    private int index(int waiter) {
        return indexes == IN_ORDER ? waiter : indexes[waiter];
    }

    /** Who waits, in the order in which they came. */
    List<Frame> waiters() {
        List<Frame> waiting = new ArrayList<>(waiters - delivered);
        for (int i = delivered; i < waiters; i++) {
            Frame frame = frames[i];
            if (frame != null) {
                waiting.add(frame);
            }
        }
        return waiting;
    }

    /** How many operations there are, equal ones counted once. */
    int size() {
        return operations.size();
    }

    /** The operations as the batcher gets them. Nothing may be added after this. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    <O> List<O> seal() {
        operations.seal();
        return (List) operations;
    }

    /** As many batches as it takes for none to be larger than allowed. */
    List<PendingBatch> split(int most) {
        List<PendingBatch> parts = new ArrayList<>();
        for (int from = 0; from < size(); from += most) {
            PendingBatch part = new PendingBatch(batcher, most);
            for (Object operation : operations.subList(from, Math.min(from + most, size()))) {
                part.operations.append(operation, most);
            }
            parts.add(part);
        }
        for (int i = 0; i < waiters; i++) {
            parts.get(index(i) / most).add(frames[i], slots[i], index(i) % most, most);
        }
        return parts;
    }

    /** Takes what the batcher has answered; its method is named in the error if it is not one answer an operation. */
    void answer(@Nullable List<?> list, String method) {
        if (list == null) {
            fail(wrong(method, "null", "expected a list of one result each"));
            return;
        }
        @Nullable Object[] results = list instanceof BatchResults<?> each ? each.raw() : list.toArray();
        if (results.length != size()) {
            String hint = results.length < size() ? "what is missing must be null" : "expected one result each";
            fail(wrong(method, Names.count(results.length, "result"), hint));
            return;
        }
        answers = results;
        answersMayBeFailed = list instanceof BatchResults;
    }

    BatcherException wrong(String method, String got, String expected) {
        return new BatcherException(batcher.name() + "." + method + " returned " + got + " for "
                + Names.count(size(), "operation") + "; " + expected + ", in the order of the operations");
    }

    void fail(Throwable cause) {
        failure = Failure.at("a batch of " + Names.count(size(), "operation") + " of " + batcher.name(), cause);
    }

    @Nullable
    Throwable failure() {
        return failure == null ? null : failure.cause;
    }

    @Override
    int undelivered() {
        return waiters - delivered;
    }

    @Override
    void deliver(Engine engine) {
        while (delivered < waiters && engine.isIdle()) {
            int waiter = delivered++;
            Frame frame = Casts.present(frames[waiter]);
            frames[waiter] = null;
            deliver(engine, waiter, frame);
        }
    }

    /** Calls the waiter at once, not by way of the engine: it is idle, and this is the hottest call of all. */
    private void deliver(Engine engine, int waiter, Frame frame) {
        int slot = slots[waiter];
        if (failure != null) {
            frame.fail(engine, slot, waiter == 0 ? failure : failure.untraced());
            return;
        }
        Object answer = answers[index(waiter)];
        if (answersMayBeFailed && answer instanceof BatchResults.Failed failed) {
            frame.fail(engine, slot, Failure.at("a batch of " + batcher.name(), failed.failure()));
        } else {
            frame.resume(engine, slot, answer);
        }
    }
}
