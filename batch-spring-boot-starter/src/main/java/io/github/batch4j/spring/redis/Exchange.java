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
 * A batch as it goes to Redis: the calls that it takes, and which part of which reply answers which operation.
 *
 * <p>Strings are asked for by one {@code MGET}, or on a cluster by one for each hash slot, since a node refuses keys of
 * several; the fields of a hash by one {@code HMGET}; all else by a call of its own. What cannot be written, since a
 * serializer fails, is the failure of its operation alone and is not sent.
 */
final class Exchange {

    private static final int WHOLE = -1;

    private final List<RedisOperation<?>> operations;
    private final boolean cluster;
    private final List<Call> calls = new ArrayList<>();

    /** Which call answers each operation. */
    private final Call[] callOf;

    /** Which element of its reply does; {@link #WHOLE} if the reply is the answer. */
    private final int[] elementOf;

    private @Nullable Call mget;
    private final Map<Object, Call> shared = new HashMap<>();
    private final KeyOrder order = new KeyOrder();
    private int current;

    /**
     * Says what to send.
     *
     * @param cluster whether keys belong to hash slots
     */
    Exchange(List<RedisOperation<?>> operations, boolean cluster) {
        this.operations = operations;
        this.cluster = cluster;
        this.callOf = new Call[operations.size()];
        this.elementOf = new int[operations.size()];
        for (RedisOperation<?> operation : operations) {
            try {
                operation.join(this);
            } catch (RuntimeException failure) {
                answeredBy(Call.failed(operation, unwritable(operation, failure)), WHOLE);
            }
            current++;
        }
    }

    private static RuntimeException unwritable(RedisOperation<?> operation, RuntimeException failure) {
        return failure instanceof NestedRuntimeException // a serializer's, or that of the slots
                ? failure
                : new SerializationException(operation + " cannot be sent: its serializer failed", failure);
    }

    /** Asks for the string under a key. */
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

    /** Asks for a field of a hash. */
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

    /** Sends a command as it is. */
    void command(Call call) {
        if (cluster) {
            checkSlots(call);
        }
        calls.add(call);
        answeredBy(call, WHOLE);
    }

    /**
     * Sends a command that changes something, in the order of those before it: on a cluster by {@link KeyOrder}, else
     * by itself.
     *
     * @param anything whether it may change other keys than its own
     */
    void write(Call call, boolean anything) {
        command(call);
        if (cluster) {
            order.add(call, anything);
        }
    }

    /** A node refuses what has keys in several slots, even if all are its own. */
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

    /** The answers, as far as calls have ended; made when they are read. */
    BatchResults<@Nullable Object> answers() {
        return BatchResults.whenRead(operations, new Answers());
    }

    /**
     * Makes the answers one after the other. Each reading has its own: when time is up, those that nobody is going to
     * read may be asked for by another thread.
     */
    private final class Answers implements Function<RedisOperation<?>, @Nullable Object> {

        private int next;
        private @Nullable Call opened;
        private List<? extends @Nullable Object> elements = List.of();

        @Override
        public @Nullable Object apply(RedisOperation<?> operation) {
            Call call = callOf[next];
            int element = elementOf[next++];
            return operation.answer(
                    element == WHOLE ? call.replied() : elementsOf(call).get(element));
        }

        /** Those of the call that was looked at last are remembered: mostly they are those of all. */
        private List<? extends @Nullable Object> elementsOf(Call call) {
            if (call != opened) {
                elements = call.repliedList(call.command().equals(CommandName.MGET) ? call.size() : call.size() - 1);
                opened = call;
            }
            return elements;
        }
    }
}
