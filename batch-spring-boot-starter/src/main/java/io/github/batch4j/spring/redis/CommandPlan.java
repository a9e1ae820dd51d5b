package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * The calls of one batch, and which part of which reply answers each operation.
 *
 * <p>Strings share one {@code MGET}, or on a cluster one per hash slot, as a node refuses keys of several slots. Fields
 * of the same hash share an {@code HMGET}. Any other operation has a call of its own. An operation that cannot be
 * written because a serializer fails is not sent and fails alone.
 */
final class CommandPlan {

    private static final int WHOLE = -1;

    private final List<? extends Part> operations;
    private final boolean cluster;
    private final List<Call> calls = new ArrayList<>();

    /** The call that answers each operation. */
    private final Call[] callOf;

    /** The element of that call's reply; {@link #WHOLE} if the whole reply is the answer. */
    private final int[] elementOf;

    private @Nullable Call mget;

    /** On a cluster the {@code MGET} of each slot, and anywhere the {@code HMGET} of each hash. */
    private final Map<Object, Call> shared = new HashMap<>();

    private final KeyOrder order = new KeyOrder();
    private int current;

    /** An operation as its plan sees it. */
    interface Part {

        /** Adds its command, by one method of the plan. A failure of this method fails this operation alone. */
        void addTo(CommandPlan plan);

        /** Makes the answer from the reply, or from the element of the reply to a shared call. */
        @Nullable
        Object answer(@Nullable Object reply);
    }

    /**
     * Makes the plan of a batch.
     *
     * @param cluster true if keys belong to hash slots
     */
    CommandPlan(List<? extends Part> operations, boolean cluster) {
        this.operations = operations;
        this.cluster = cluster;
        this.callOf = new Call[operations.size()];
        this.elementOf = new int[operations.size()];
        for (Part operation : operations) {
            try {
                operation.addTo(this);
            } catch (RuntimeException failure) {
                answeredBy(Call.failed(operation, unwritable(operation, failure)), WHOLE);
            }
            current++;
        }
    }

    private static RuntimeException unwritable(Part operation, RuntimeException failure) {
        return failure instanceof NestedRuntimeException // a serializer's, or that of the slots
                ? failure
                : new SerializationException(operation + " cannot be sent: its serializer failed", failure);
    }

    /** Adds a read of the string under a key. */
    void get(byte[] key) {
        Call call = cluster ? shared.get(slot(key)) : mget;
        if (call == null) {
            call = new Call(CommandName.MGET, "MGET");
            call.addKey(key);
            if (cluster) {
                shared.put(slot(key), call);
            } else {
                mget = call;
            }
            calls.add(call);
        } else {
            call.add(key);
        }
        answeredBy(call, call.size() - 1);
    }

    private static Integer slot(byte[] key) {
        return ClusterSlotHashUtil.calculateSlot(key);
    }

    /** Adds a read of a field of a hash. */
    void hashField(RedisArgument.Key key, byte[] field) {
        Call call = shared.computeIfAbsent(new KeyBytes(key.bytes()), hash -> {
            Call hmget = new Call(CommandName.HMGET, "HMGET " + key);
            hmget.addKey(key.bytes());
            calls.add(hmget);
            return hmget;
        });
        call.add(field);
        answeredBy(call, call.size() - 2);
    }

    /** Adds a command with a call of its own. */
    void command(Call call) {
        if (cluster) {
            checkSlots(call);
        }
        calls.add(call);
        answeredBy(call, WHOLE);
    }

    /**
     * Adds a command that changes something. On a cluster {@link KeyOrder} keeps the order of such commands; elsewhere
     * the connection does.
     *
     * @param anything true if it may change other keys than its own
     */
    void write(Call call, boolean anything) {
        command(call);
        if (cluster) {
            order.add(call, anything);
        }
    }

    /** Refuses a command with keys in several slots: a node does not run it, even if it has all of them. */
    private static void checkSlots(Call call) {
        List<byte[]> keys = call.keys();
        for (int i = 1; i < keys.size(); i++) {
            if (!slot(keys.get(i)).equals(slot(keys.get(0)))) {
                throw new InvalidDataAccessApiUsageException(
                        call + " expects keys of one hash slot on a cluster, got some of"
                                + " several (CROSSSLOT): give them the same {hash tag}, or send a command for each");
            }
        }
    }

    private void answeredBy(Call call, int element) {
        callOf[current] = call;
        elementOf[current] = element;
    }

    /** The calls to send, in the order of the operations. */
    List<Call> calls() {
        return calls;
    }

    /**
     * The answers of the calls that have ended by then; made when they are read. If all have failed they are made now,
     * so that listeners are notified of a failed batch as soon as it is known.
     */
    BatchResults<@Nullable Object> answers() {
        return hasFailed()
                ? BatchResults.of(operations, new Answers())
                : BatchResults.whenRead(operations, new Answers());
    }

    /** Throws the failure of the first call if all have failed, as with a connection that is lost. */
    void throwIfAllHaveFailed() {
        RuntimeException first = callOf[0].failure();
        if (first != null && hasFailed()) {
            throw first;
        }
    }

    /** The reply to an operation, or the element of one; throws the failure of its call. */
    @Nullable
    Object reply(int operation) {
        Call call = callOf[operation];
        int element = elementOf[operation];
        return element == WHOLE ? call.replied() : elementsOf(call).get(element);
    }

    private static List<? extends @Nullable Object> elementsOf(Call call) {
        return call.repliedList(call.command().equals(CommandName.MGET) ? call.size() : call.size() - 1);
    }

    private boolean hasFailed() {
        for (Call call : callOf) {
            if (call.failure() == null) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes the answers in the order of the operations. A function with state, so each reading has its own: at a
     * timeout two threads may ask for answers, of which only one's are read.
     */
    private final class Answers implements Function<Part, @Nullable Object> {

        private int next;
        private @Nullable Call opened;
        private List<? extends @Nullable Object> elements = List.of();

        @Override
        public @Nullable Object apply(Part operation) {
            Call call = callOf[next];
            int element = elementOf[next++];
            return operation.answer(
                    element == WHOLE ? call.replied() : opened(call).get(element));
        }

        /** The elements of a reply, checked once for neighbours that share a call, as most do. */
        private List<? extends @Nullable Object> opened(Call call) {
            if (call != opened) {
                elements = elementsOf(call);
                opened = call;
            }
            return elements;
        }
    }
}
