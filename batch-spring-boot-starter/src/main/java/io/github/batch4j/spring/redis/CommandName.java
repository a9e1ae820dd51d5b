package io.github.batch4j.spring.redis;

import java.util.List;
import java.util.Locale;

/**
 * The words that a command begins with.
 *
 * @param name the first one
 * @param more what stands between it and the key, as in {@code OBJECT ENCODING}; mostly nothing
 */
record CommandName(String name, List<String> more) {

    static final CommandName MGET = new CommandName("MGET", List.of());
    static final CommandName EXISTS = new CommandName("EXISTS", List.of());
    static final CommandName HGETALL = new CommandName("HGETALL", List.of());
    static final CommandName HMGET = new CommandName("HMGET", List.of());
    static final CommandName SMEMBERS = new CommandName("SMEMBERS", List.of());
    static final CommandName LRANGE = new CommandName("LRANGE", List.of());
    static final CommandName SET = new CommandName("SET", List.of());
    static final CommandName DEL = new CommandName("DEL", List.of());
    static final CommandName HSET = new CommandName("HSET", List.of());

    static CommandName of(String command, String method) {
        String upper = Checks.notNull(command, method, "a command").strip().toUpperCase(Locale.ROOT);
        if (upper.isEmpty()) {
            throw new IllegalArgumentException(method + " expects a command, got an empty one");
        }
        List<String> words = List.of(upper.split("\\s+"));
        return new CommandName(words.get(0), words.subList(1, words.size()));
    }

    @Override
    public String toString() {
        return more.isEmpty() ? name : name + " " + String.join(" ", more);
    }
}
