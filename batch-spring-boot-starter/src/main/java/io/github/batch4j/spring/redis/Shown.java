package io.github.batch4j.spring.redis;

import java.util.List;

/** Texts in messages and traces: keys, escaped and not too long, and never values or other arguments. */
final class Shown {

    /** As many characters of a key are shown. */
    private static final int LENGTH = 40;

    /** As many keys of a command are shown. */
    private static final int KEYS = 3;

    private Shown() {}

    /** A key or a name, without what could forge or break a line. */
    static String text(String text) {
        boolean cut = text.length() > LENGTH;
        int end = cut ? LENGTH : text.length();
        StringBuilder shown = null;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (isHarmful(c) && shown == null) {
                shown = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (shown != null) {
                if (isHarmful(c)) {
                    shown.append(escaped(c));
                } else {
                    shown.append(c);
                }
            }
        }
        String whole = shown == null ? text.substring(0, end) : shown.toString();
        return cut ? whole + "..." : whole;
    }

    private static boolean isHarmful(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
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
