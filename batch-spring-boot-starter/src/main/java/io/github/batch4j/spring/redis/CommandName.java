package io.github.batch4j.spring.redis;

import io.github.batch4j.spring.support.Shown;
import java.util.List;

/**
 * The name of a command.
 *
 * @param name its first word
 * @param more its subcommand, as in {@code OBJECT ENCODING}; mostly empty
 */
record CommandName(String name, List<String> more) {

    static final CommandName MGET = of("MGET");
    static final CommandName EXISTS = of("EXISTS");
    static final CommandName HGETALL = of("HGETALL");
    static final CommandName HMGET = of("HMGET");
    static final CommandName SMEMBERS = of("SMEMBERS");
    static final CommandName LRANGE = of("LRANGE");
    static final CommandName SET = of("SET");
    static final CommandName DEL = of("DEL");
    static final CommandName HSET = of("HSET");
    static final CommandName EVAL = of("EVAL");

    static CommandName of(String name) {
        return new CommandName(name, List.of());
    }

    @Override
    public String toString() {
        return Shown.key(more.isEmpty() ? name : name + " " + String.join(" ", more));
    }
}
