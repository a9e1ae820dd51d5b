package io.github.batch4j.spring.redis;

import java.util.List;
import java.util.Locale;

/**
 * Texts in messages and traces: keys, never values or other arguments. Keys come from clients: they are cut, so that
 * they fill no log, and without characters that would begin another line of it.
 */
final class Shown {

    private static final int LONGEST = 40;

    /** As many keys of a command are shown. */
    private static final int KEYS = 3;

    private Shown() {}

    /** A key or a name. */
    static String text(String text) {
        return escaped(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                    escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** A command with its keys, and how much there is besides. */
    static String command(CommandName command, List<RedisArgument> arguments) {
        StringBuilder text = new StringBuilder().append(command);
        int keys = 0;
        for (RedisArgument argument : arguments) {
            if (argument instanceof RedisArgument.Key key && ++keys <= KEYS) {
                text.append(' ').append(key);
            }
        }
        int others = arguments.size() - keys;
        if (keys > KEYS) {
            text.append(" and ").append(counted(keys - KEYS, "more key"));
        }
        if (others > 0) {
            text.append(keys == 0 ? " (" : " (and ")
                    .append(counted(others, "argument"))
                    .append(')');
        }
        return text.toString();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
