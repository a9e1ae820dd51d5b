package io.github.batch4j.spring.redis;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of the {@link CommandTable}.
 *
 * @param name its name, with a bar before a subcommand
 * @param kind its effect
 * @param specs the rules that find its keys; empty if it has none
 */
record KnownCommand(String name, Kind kind, List<KeySpec> specs) {

    /** The effect of a command. */
    enum Kind {
        READS,
        /** Changes keys: its own, or possibly all if it has none. */
        WRITES,
        /** Acts on something other than keys: publishes, configures, waits. */
        ACTS,
        /** Changes the connection that other batches share, or the way in which replies come. */
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

    /** The name in messages. */
    String shown() {
        return name.replace('|', ' ');
    }

    /**
     * Finds the keys of a command line.
     *
     * @param line everything after the first word
     * @return the indices in it; null if they cannot be determined, as by a count that is no number
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
