package io.github.batch4j.spring.redis;

import java.util.Locale;

/**
 * Texts for messages and traces. Keys come from clients: they are cut, so that they do not fill a log, and escaped, so
 * that they do not begin another line of it.
 */
final class Shown {

    private static final int LONGEST = 40;

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
}
