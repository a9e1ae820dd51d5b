package io.github.batch4j.spring.redis;

import java.util.BitSet;
import java.util.List;

/** A rule that finds keys on a command line, whose first argument has the number 1. */
sealed interface KeySpec {

    /** Adds the indices of the keys, counted from 0; returns false if they cannot be determined. */
    boolean find(List<RedisArgument> line, BitSet keys);

    /**
     * Parses the form in {@link CommandTable}: {@code 1}, {@code 1..-1/2}, {@code n2}, {@code >STORE}, {@code STREAMS}.
     */
    static KeySpec of(String text) {
        String[] parts = text.split("/", 2);
        int step = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
        if (text.startsWith("n")) {
            return new Counted(Integer.parseInt(parts[0].substring(1)), step);
        }
        if (text.startsWith(">")) {
            return new After(text.substring(1));
        }
        if (text.equals("STREAMS")) {
            return new Streams();
        }
        if (text.equals("KEYS")) {
            return new Migrated();
        }
        String[] ends = parts[0].split("\\.\\.", 2);
        int first = Integer.parseInt(ends[0]);
        return new Range(first, ends.length == 1 ? first : Integer.parseInt(ends[1]), step);
    }

    /**
     * The arguments from one to another, or every nth of them.
     *
     * @param last counted from the end if it is negative, -1 for the last argument
     */
    record Range(int first, int last, int step) implements KeySpec {

        @Override
        public boolean find(List<RedisArgument> line, BitSet keys) {
            int end = last < 0 ? line.size() + last : last - 1;
            for (int i = first - 1; i <= end && i < line.size(); i += step) {
                keys.set(i);
            }
            return true;
        }
    }

    /** The arguments after one that is their count. */
    record Counted(int at, int step) implements KeySpec {

        @Override
        public boolean find(List<RedisArgument> line, BitSet keys) {
            int count;
            try {
                count = line.size() < at ? 0 : Integer.parseInt(line.get(at - 1).text());
            } catch (NumberFormatException none) {
                return false;
            }
            if (count < 0 || count > (line.size() - at) / step) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                keys.set(at + i * step);
            }
            return true;
        }
    }

    /** The argument that follows a word. */
    record After(String word) implements KeySpec {

        @Override
        public boolean find(List<RedisArgument> line, BitSet keys) {
            for (int i = 1; i + 1 < line.size(); i++) {
                if (line.get(i).text().equalsIgnoreCase(word)) {
                    keys.set(++i);
                }
            }
            return true;
        }
    }

    /** The first half of the arguments after {@code STREAMS}; the other half are ids. */
    record Streams() implements KeySpec {

        @Override
        public boolean find(List<RedisArgument> line, BitSet keys) {
            for (int i = 0; i < line.size(); i++) {
                String word = line.get(i).text();
                if (word.equalsIgnoreCase("GROUP")) {
                    i += 2; // its names may be any
                } else if (word.equalsIgnoreCase("STREAMS")) {
                    keys.set(i + 1, i + 1 + (line.size() - i - 1) / 2);
                    return true;
                }
            }
            return true;
        }
    }

    /** The arguments after {@code KEYS}; the third argument of all is a key unless it is empty. */
    record Migrated() implements KeySpec {

        private static final int KEY = 2;

        @Override
        public boolean find(List<RedisArgument> line, BitSet keys) {
            if (line.size() > KEY && line.get(KEY).text().isEmpty()) {
                keys.clear(KEY);
            }
            for (int i = KEY + 1; i < line.size(); i++) {
                String word = line.get(i).text();
                if (word.equalsIgnoreCase("AUTH")) {
                    i++;
                } else if (word.equalsIgnoreCase("AUTH2")) {
                    i += 2;
                } else if (word.equalsIgnoreCase("KEYS")) {
                    keys.set(i + 1, line.size());
                    return true;
                }
            }
            return true;
        }
    }
}
