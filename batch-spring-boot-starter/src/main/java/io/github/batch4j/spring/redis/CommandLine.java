package io.github.batch4j.spring.redis;

import io.github.batch4j.spring.redis.PlainCommand.Effect;
import io.github.batch4j.spring.support.Checks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command as the application gave it, parsed by the {@link CommandTable}.
 *
 * @param method the method that messages name
 * @param arguments everything after the name, with keys marked as such
 * @param known null if the table does not have it
 * @param complete true if all its keys are marked
 */
record CommandLine(
        RedisValues<?> values,
        String method,
        CommandName name,
        List<RedisArgument> arguments,
        @Nullable KnownCommand known,
        boolean complete) {

    /**
     * Parses a command.
     *
     * @param command its name, perhaps with arguments that come before the key
     * @param first the next argument: the key if the command is not known
     * @param rest the arguments after that
     */
    static CommandLine of(
            RedisValues<?> values, String method, String command, String first, @Nullable Object... rest) {
        if (Checks.notNull(command, method, "a command").isBlank()) {
            throw new IllegalArgumentException(method + " expects a command, got an empty one");
        }
        List<RedisArgument> line = new ArrayList<>();
        for (String word : List.of(command.strip().split("\\s+"))) {
            line.add(new RedisArgument.Text(word));
        }
        String name = line.remove(0).text().toUpperCase(Locale.ROOT);
        int asked = line.size();
        line.add(new RedisArgument.Text(Checks.notNull(first, method, "a key")));
        line.addAll(values.arguments(rest, method));
        KnownCommand known = CommandTable.find(name, line.get(0).text().toUpperCase(Locale.ROOT));
        if (known == null) {
            line.set(asked, values.key(first, method));
            return new CommandLine(values, method, CommandName.of(name), List.copyOf(line), null, false);
        }
        boolean complete = findKeys(values.store(), known, line);
        List<String> more = known.isSubcommand() ? List.of(line.remove(0).text().toUpperCase(Locale.ROOT)) : List.of();
        return new CommandLine(values, method, new CommandName(name, more), List.copyOf(line), known, complete);
    }

    /** The command that runs a script. */
    static CommandLine ofScript(
            RedisValues<?> values, String method, String script, List<String> keys, @Nullable Object... rest) {
        List<RedisArgument> line = new ArrayList<>();
        line.add(new RedisArgument.Text(Checks.notNull(script, method, "a script")));
        int count = Checks.notNull(keys, method, "a list of keys").size();
        line.add(new RedisArgument.Text(Integer.toString(count)));
        for (String key : keys) {
            Checks.notNull(key, method, "keys that are not null");
            line.add(values.key(key, method));
        }
        line.addAll(values.arguments(rest, method));
        return new CommandLine(
                values, method, CommandName.EVAL, List.copyOf(line), CommandTable.find("EVAL", ""), true);
    }

    /** Marks the keys; returns true if it has marked all. */
    private static boolean findKeys(RedisStore store, KnownCommand known, List<RedisArgument> line) {
        BitSet keys = known.keys(line);
        if (keys == null) {
            return false;
        }
        boolean complete = true;
        for (int i = keys.nextSetBit(0); i >= 0; i = keys.nextSetBit(i + 1)) {
            RedisArgument argument = line.get(i);
            if (argument instanceof RedisArgument.Text text) {
                line.set(i, new RedisArgument.Key(store.key(text.text())));
            } else if (argument instanceof RedisArgument.Binary binary) {
                line.set(i, new RedisArgument.Key(store.key(binary.bytes())));
            } else { // a value, which is serialized only when it is sent
                complete = false;
            }
        }
        return complete;
    }

    /** The operation that runs it as a read; refuses a command that changes something. */
    PlainCommand asRead() {
        checkConnection();
        if (known != null && known.kind() != KnownCommand.Kind.READS) {
            String harmless = known.name() + "_RO";
            throw new IllegalArgumentException(method + " expects a command that changes nothing, got " + known.shown()
                    + ": use " + (CommandTable.find(harmless, "") == null ? "" : harmless + ", or ")
                    + "RedisBatch.write");
        }
        return PlainCommand.of(values, Effect.READS, name, arguments);
    }

    /** The operation that runs it as a write. */
    PlainCommand asWrite() {
        checkConnection();
        return PlainCommand.of(values, effectAsWrite(), name, arguments);
    }

    private void checkConnection() {
        if (known != null && known.kind() == KnownCommand.Kind.CHANGES_CONNECTION) {
            throw new IllegalArgumentException(method + " expects a command that leaves the connection as it is, got "
                    + known.shown() + ", but other batches go through the same one: use the template's own connection");
        }
    }

    private Effect effectAsWrite() {
        if (known == null) {
            return Effect.WRITES_ANYTHING;
        }
        if (known.kind() != KnownCommand.Kind.WRITES) {
            return Effect.WRITES_NOTHING;
        }
        boolean hasKeys = arguments.stream().anyMatch(argument -> argument instanceof RedisArgument.Key);
        return complete && hasKeys ? Effect.WRITES_KEYS : Effect.WRITES_ANYTHING;
    }
}
