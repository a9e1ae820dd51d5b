package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One command to Redis and its outcome, which a thread of the driver may set. */
final class Call {

    /** The index of the first key if there is no key. */
    static final int NONE = -1;

    private final CommandName command;
    private final Object asked;

    /** Each bytes, or a text that is sent in UTF-8. */
    private final List<Object> arguments;

    private boolean hasTexts;

    /** Null until there is a reply or a failure. The last one written counts. */
    private volatile @Nullable Outcome outcome;

    private final List<byte[]> keys = new ArrayList<>(1);
    private int firstKey = NONE;

    /** Empty and shared until there is one: only writes on a cluster have successors. */
    private List<Call> successors = List.of();

    /** The number of calls that have to end before this one is sent; null if there never was one. */
    private @Nullable AtomicInteger predecessors;

    private volatile @Nullable Throwable unsendable;

    private sealed interface Outcome {}

    private record Replied(@Nullable Object reply) implements Outcome {}

    private record Failed(RuntimeException failure) implements Outcome {}

    /**
     * Makes a call.
     *
     * @param asked what it is called in messages
     */
    Call(CommandName command, Object asked) {
        this(command, asked, 10);
    }

    /**
     * Makes a call with many arguments.
     *
     * @param asked what it is called in messages
     * @param expected the number of arguments
     */
    Call(CommandName command, Object asked, int expected) {
        this.command = command;
        this.asked = asked;
        this.arguments = new ArrayList<>(expected);
    }

    /** A call that is never sent, with its failure. */
    static Call failed(Object asked, RuntimeException failure) {
        Call call = new Call(CommandName.MGET, asked);
        call.fail(failure);
        return call;
    }

    void add(byte[] argument) {
        arguments.add(argument);
    }

    /** Adds a text, which drivers that can write it directly need not have as bytes. */
    void add(String argument) {
        arguments.add(argument);
        hasTexts = true;
    }

    /** Adds an argument that is a key. On a cluster the first one determines the node. */
    void addKey(byte[] key) {
        if (firstKey == NONE) {
            firstKey = arguments.size();
        }
        arguments.add(key);
        keys.add(key);
    }

    /** Lets another call wait for this one, and for all its other predecessors. Called while the plan is made. */
    void addSuccessor(Call call) {
        if (successors.isEmpty()) {
            successors = new ArrayList<>(1);
        } else if (successors.get(successors.size() - 1) == call) {
            return;
        }
        successors.add(call);
        if (call.predecessors == null) {
            call.predecessors = new AtomicInteger();
        }
        call.predecessors.incrementAndGet();
    }

    /** True if it is sent at once, as it has no predecessors. */
    boolean isFirst() {
        return predecessors == null;
    }

    List<Call> successors() {
        return successors;
    }

    /**
     * Notes that a predecessor has ended.
     *
     * @param failure the reason not to send this call after it; null if it can be sent
     * @return true if it was the last predecessor
     */
    boolean predecessorEnded(@Nullable Throwable failure) {
        if (failure != null) {
            unsendable = failure;
        }
        return Objects.requireNonNull(predecessors).decrementAndGet() == 0;
    }

    /** The reason not to send it; null if it can be sent. */
    @Nullable
    Throwable unsendable() {
        return unsendable;
    }

    CommandName command() {
        return command;
    }

    /** The arguments, without the name of the command. */
    List<byte[]> arguments() {
        List<byte[]> bytes = new ArrayList<>(arguments.size());
        for (Object argument : arguments) {
            bytes.add(RedisStore.bytes(argument));
        }
        return bytes;
    }

    /** True if some arguments are texts, of which {@link #arguments} makes bytes. */
    boolean hasTexts() {
        return hasTexts;
    }

    /** An argument: bytes, or a text that is sent in UTF-8. */
    Object argument(int index) {
        return arguments.get(index);
    }

    /** The number of arguments, keys and others. */
    int size() {
        return arguments.size();
    }

    /** The keys; of an {@code MGET} only the first one, as the others are in the same slot. */
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

    /** The failure, or null. */
    @Nullable
    RuntimeException failure() {
        return outcome instanceof Failed failed ? failed.failure : null;
    }

    /** The reply; throws the failure if there is one. */
    @Nullable
    Object replied() {
        if (outcome instanceof Replied replied) {
            return replied.reply;
        }
        RuntimeException failure = failure();
        throw failure != null ? failure : new IllegalStateException(this + " has not ended");
    }

    /** The elements of a reply that is a list of that size; throws the failure if there is one, or if it is not. */
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
