package io.github.batch4j.spring.redis;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command with a function that makes the answer from its reply.
 *
 * @param decoder part of the equality, so one without an equality of its own keeps reads from being merged
 */
record DecodedCommand<T extends @Nullable Object>(
        PlainCommand command, Function<? super RedisReply, ? extends T> decoder) implements RedisOperation<T> {

    @Override
    public RedisBatchers batchers() {
        return command.batchers();
    }

    @Override
    public boolean isWrite() {
        return command.isWrite();
    }

    @Override
    public boolean isSharable() {
        return command.isSharable();
    }

    @Override
    public @Nullable Object reads() {
        return command.reads();
    }

    @Override
    public @Nullable Object writes() {
        return command.writes();
    }

    @Override
    public void addTo(CommandPlan plan) {
        command.addTo(plan);
    }

    @Override
    public T answer(@Nullable Object reply) {
        return decoder.apply(command.answer(reply));
    }

    @Override
    public Object asksFor() {
        return command.asksFor();
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
