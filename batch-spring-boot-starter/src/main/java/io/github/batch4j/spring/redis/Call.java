package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One command on its way to Redis, and what has become of it, which may be written by a thread of the driver. */
final class Call {

    static final int NONE = -1;

    private final CommandName command;
    private final Object asked;
    private final List<byte[]> arguments = new ArrayList<>();

    /** Null as long as there is neither a reply nor a failure. Whoever writes last is right. */
    private volatile @Nullable Outcome outcome;

    private final List<byte[]> keys = new ArrayList<>(1);
    private int firstKey = NONE;

    private final List<Call> followers = new ArrayList<>(0);

    /** The number of calls that have to end before this one is sent. */
    private final AtomicInteger before = new AtomicInteger();

    private boolean follows;
    private volatile @Nullable Throwable unsendable;

    private sealed interface Outcome {}

    private record Replied(@Nullable Object reply) implements Outcome {}

    private record Failed(RuntimeException failure) implements Outcome {}

    /**
     * Makes a call.
     *
     * @param asked what is asked for, in messages
     */
    Call(CommandName command, Object asked) {
        this.command = command;
        this.asked = asked;
    }

    /** One that is never sent. */
    static Call failed(Object asked, RuntimeException failure) {
        Call call = new Call(CommandName.MGET, asked);
        call.fail(failure);
        return call;
    }

    void add(byte[] argument) {
        arguments.add(argument);
    }

    /** Adds an argument that is a key; a cluster finds the node by the first one. */
    void addKey(byte[] key) {
        if (firstKey == NONE) {
            firstKey = arguments.size();
        }
        arguments.add(key);
        keys.add(key);
    }

    /** Lets another one be sent only when this has ended, and all others that it follows. */
    void letFollow(Call call) {
        if (followers.isEmpty() || followers.get(followers.size() - 1) != call) {
            followers.add(call);
            call.before.incrementAndGet();
            call.follows = true;
        }
    }

    /** True if it is sent at once, and not when another one has ended. */
    boolean leads() {
        return !follows;
    }

    List<Call> followers() {
        return followers;
    }

    /**
     * Hears that one that it follows has ended.
     *
     * @param failure why this cannot be sent after it, null if it can
     * @return whether it was the last one
     */
    boolean isFree(@Nullable Throwable failure) {
        if (failure != null) {
            unsendable = failure;
        }
        return before.decrementAndGet() == 0;
    }

    /** The reason not to send it; null if it can be sent. */
    @Nullable
    Throwable unsendable() {
        return unsendable;
    }

    CommandName command() {
        return command;
    }

    /** All that follows the name. */
    List<byte[]> arguments() {
        return arguments;
    }

    /** The number of arguments, keys and others. */
    int size() {
        return arguments.size();
    }

    /** The keys; of an {@code MGET} one, as its others are in the same slot. */
    List<byte[]> keys() {
        return keys;
    }

    /** The index of the first key among the arguments; {@link #NONE} if there is none. */
    int firstKey() {
        return firstKey;
    }

    void reply(@Nullable Object reply) {
        outcome = new Replied(reply);
    }

    void fail(RuntimeException failure) {
        outcome = new Failed(failure);
    }

    boolean hasEnded() {
        return outcome != null;
    }

    /** The failure; null if there is none. */
    @Nullable
    RuntimeException failure() {
        return outcome instanceof Failed failed ? failed.failure : null;
    }

    /** The reply; throws what went wrong. */
    @Nullable
    Object replied() {
        if (outcome instanceof Replied replied) {
            return replied.reply;
        }
        RuntimeException failure = failure();
        throw failure != null ? failure : new IllegalStateException(this + " has not ended");
    }

    /** The elements of a reply that is a list of as many; throws what went wrong. */
    List<? extends @Nullable Object> repliedList(int expected) {
        if (replied() instanceof List<?> list && list.size() == expected) {
            return list;
        }
        throw new RedisReply(this, replied()).wrong("a list of " + expected);
    }

    @Override
    public String toString() {
        if (!command.equals(CommandName.MGET)) {
            return asked.toString();
        }
        int keys = arguments.size();
        return "MGET of " + keys + (keys == 1 ? " key" : " keys");
    }
}
