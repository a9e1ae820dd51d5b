package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command on its way to Redis, and what has become of it, which may be written by a thread of the driver. */
final class Call {

    private final CommandName command;
    private final Object asked;
    private final List<byte[]> arguments = new ArrayList<>();

    /** Null as long as there is neither a reply nor a failure. Whoever writes last is right. */
    private volatile @Nullable Outcome outcome;

    private @Nullable Call follower;
    private boolean follows;

    private sealed interface Outcome {}

    private record Replied(@Nullable Object reply) implements Outcome {}

    private record Failed(RuntimeException failure) implements Outcome {}

    /**
     * Makes a call.
     *
     * @param asked what is asked for, in messages
     * @param key the first argument, by which a cluster finds the node
     */
    Call(CommandName command, Object asked, byte[] key) {
        this.command = command;
        this.asked = asked;
        arguments.add(key);
    }

    /** One that is never sent. */
    static Call failed(Object asked, RuntimeException failure) {
        Call call = new Call(CommandName.MGET, asked, new byte[0]);
        call.fail(failure);
        return call;
    }

    void add(byte[] argument) {
        arguments.add(argument);
    }

    /** Lets another one be sent only when this has ended. */
    void letFollow(Call call) {
        follower = call;
        call.follows = true;
    }

    /** Whether it is sent by itself, and not when another one has ended. */
    boolean leads() {
        return !follows;
    }

    @Nullable
    Call follower() {
        return follower;
    }

    CommandName command() {
        return command;
    }

    /** The key, and what follows it. */
    List<byte[]> arguments() {
        return arguments;
    }

    /** How many arguments there are, with the key. */
    int size() {
        return arguments.size();
    }

    byte[] key() {
        return arguments.get(0);
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

    /** What went wrong, if something did. */
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
