package io.github.batch4j.spring.redis;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of the {@link CommandTable}.
 *
 * @param name its name; a subcommand stands behind a bar
 * @param kind what it does
 * @param specs where its keys are; none if it has no keys
 */
record KnownCommand(String name, Kind kind, List<KeySpec> specs) {

    /** The effect of a command. */
    enum Kind {
        READS,
        /** Changes keys: those that it has, or if it has none whatever there may be. */
        WRITES,
        /** Changes something, but no keys: publishes, configures, waits. */
        ACTS,
        /** Changes the connection that other batches go through, or how replies come. */
        CHANGES_CONNECTION;

        static Kind of(String letter) {
            for (Kind kind : values()) {
                if (kind.name().charAt(0) == Character.toUpperCase(letter.charAt(0))) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(letter);
        }
    }

    boolean isSubcommand() {
        return name.indexOf('|') >= 0;
    }

    /** As it is written in messages. */
    String shown() {
        return name.replace('|', ' ');
    }

    /**
     * Finds the keys of a command line.
     *
     * @param line what follows the first word
     * @return the indices in it; null if they are not to be told, as by a number of keys that is none
     */
    @Nullable
    BitSet keys(List<RedisArgument> line) {
        BitSet keys = new BitSet();
        for (KeySpec spec : specs) {
            if (!spec.find(line, keys)) {
                return null;
            }
        }
        return keys;
    }
}
