package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final Call[] IN_ORDER = {};

    private final List<? extends Part> operations;
    private final boolean cluster;
    private final List<Call> calls = new ArrayList<>();

    /** The call that answers each operation; empty as long as each is answered by its element of the {@code MGET}. */
    private Call[] callOf = IN_ORDER;

    /** The element of that call's reply; {@link #WHOLE} if the whole reply is the answer. */
    private int[] elementOf = {};

    private @Nullable Call mget;

    /** On a cluster the {@code MGET} of each slot, and anywhere the {@code HMGET} of each hash. */
    private final Map<Object, Call> shared = new HashMap<>();

    private final KeyOrder order = new KeyOrder();
    private int current;

    /** An operation as its plan sees it. */
    interface Part {

        /** Adds its command, by one method of the plan. A failure of this method fails this operation alone. */
        void addTo(CommandPlan plan);

        /** Makes the answer from the reply. */
        @Nullable
        Object answer(@Nullable Object reply);

        /** Makes the answer from an element of the reply to a shared call. */
        default @Nullable Object answer(List<? extends @Nullable Object> elements, int element) {
            return answer(elements.get(element));
        }
    }

    /**
     * Makes the plan of a batch.
     *
     * @param cluster true if keys belong to hash slots
     */
    CommandPlan(List<? extends Part> operations, boolean cluster) {
        this.operations = operations;
        this.cluster = cluster;
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

    /**
     * Adds a read of the string under a key.
     *
     * @param key as made by {@link RedisStore#key}; throws the failure of its serializer
     */
    void get(Object key) {
        Object written = RedisStore.written(key);
        Call call = cluster ? shared.get(slot(RedisStore.bytes(key))) : mget;
        if (call == null) {
            byte[] first = RedisStore.bytes(key);
            call = new Call(CommandName.MGET, "MGET", cluster ? 1 : operations.size() - current);
            call.addKey(first);
            if (cluster) {
                shared.put(slot(first), call);
            } else {
                mget = call;
            }
            calls.add(call);
        } else if (written instanceof String text) {
            call.add(text);
        } else {
            call.add((byte[]) written);
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
        if (callOf == IN_ORDER) {
            if (call == mget && element == current) {
                return;
            }
            callOf = new Call[operations.size()];
            elementOf = new int[operations.size()];
            Arrays.fill(callOf, 0, current, mget);
            Arrays.setAll(elementOf, i -> i);
        }
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

    /** The reply to an operation, or the element of one; throws the failure of its call. */
    @Nullable
    Object reply(int operation) {
        Call call = callOf(operation);
        int element = elementOf(operation);
        return element == WHOLE ? call.replied() : elementsOf(call).get(element);
    }

    private Call callOf(int operation) {
        return callOf == IN_ORDER ? Objects.requireNonNull(mget) : callOf[operation];
    }

    private int elementOf(int operation) {
        return callOf == IN_ORDER ? operation : elementOf[operation];
    }

    private static List<? extends @Nullable Object> elementsOf(Call call) {
        return call.repliedList(call.command().equals(CommandName.MGET) ? call.size() : call.size() - 1);
    }

    /** True if all calls have failed, as with a connection that is lost. */
    boolean hasFailed() {
        if (callOf == IN_ORDER) {
            return mget != null && mget.failure() != null;
        }
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
            int index = next++;
            Call call = callOf(index);
            int element = elementOf(index);
            return element == WHOLE ? operation.answer(call.replied()) : operation.answer(opened(call), element);
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
