package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command as somebody has given it, with what is known of it.
 *
 * @param arguments what follows the name, keys as such
 * @param known null if the {@link CommandTable} does not have it
 * @param complete whether its keys are those among the arguments and no others
 */
record CommandLine(
        CommandName name,
        List<RedisArgument> arguments,
        @Nullable KnownCommand known,
        boolean complete) {

    /**
     * Takes a command to pieces.
     *
     * @param command its name, and whatever else is to stand before the key
     * @param first what follows, the key of a command that is not known
     * @param rest what follows that
     * @param method whom messages name
     */
    static CommandLine of(RedisStore store, String command, String first, List<RedisArgument> rest, String method) {
        if (command.isBlank()) {
            throw new IllegalArgumentException(method + " expects a command, got an empty one");
        }
        List<RedisArgument> line = new ArrayList<>();
        for (String word : List.of(command.strip().split("\\s+"))) {
            line.add(new RedisArgument.Text(word));
        }
        String name = line.remove(0).text().toUpperCase(Locale.ROOT);
        int asked = line.size();
        line.add(new RedisArgument.Text(first));
        line.addAll(rest);
        KnownCommand known = CommandTable.find(name, line.get(0).text().toUpperCase(Locale.ROOT));
        if (known == null) {
            line.set(asked, new RedisArgument.Key(store.key(first)));
            return new CommandLine(CommandName.of(name), List.copyOf(line), null, false);
        }
        boolean complete = findKeys(store, known, line);
        List<String> more = known.isSubcommand() ? List.of(line.remove(0).text().toUpperCase(Locale.ROOT)) : List.of();
        return new CommandLine(new CommandName(name, more), List.copyOf(line), known, complete);
    }

    /** Makes keys of what stands where keys do. */
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
            } else { // which is written only when it is sent
                complete = false;
            }
        }
        return complete;
    }

    /** Refuses what is not to be run as a read. */
    void checkAsRead(String method) {
        checkConnection(method);
        if (known != null && known.kind() != KnownCommand.Kind.READS) {
            String harmless = known.name() + "_RO";
            throw new IllegalArgumentException(method + " expects a command that changes nothing, got " + known.shown()
                    + ": use " + (CommandTable.find(harmless, "") == null ? "" : harmless + ", or ")
                    + "RedisBatch.write");
        }
    }

    /** Refuses what is not to be run as a write. */
    void checkAsWrite(String method) {
        checkConnection(method);
    }

    private void checkConnection(String method) {
        if (known != null && known.kind() == KnownCommand.Kind.CHANGES_CONNECTION) {
            throw new IllegalArgumentException(method + " expects a command that leaves the connection as it is, got "
                    + known.shown() + ", but other batches go through the same one: use the template's own connection");
        }
    }

    RedisCommand.Effect effectAsWrite() {
        if (known == null) {
            return RedisCommand.Effect.WRITES_ANYTHING;
        }
        if (known.kind() != KnownCommand.Kind.WRITES) {
            return RedisCommand.Effect.WRITES_NOTHING;
        }
        boolean hasKeys = arguments.stream().anyMatch(argument -> argument instanceof RedisArgument.Key);
        return complete && hasKeys ? RedisCommand.Effect.WRITES_KEYS : RedisCommand.Effect.WRITES_ANYTHING;
    }
}
