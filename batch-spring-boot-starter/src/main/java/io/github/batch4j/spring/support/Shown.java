package io.github.batch4j.spring.support;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form of keys and names in messages. They come from clients, so they are cut to not fill a log, and characters
 * that would start another line of it are escaped.
 */
public final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    /** A key or a name; its type if it cannot be printed. */
    public static String key(@Nullable Object key) {
        String text;
        try {
            text = String.valueOf(key);
        } catch (RuntimeException failure) {
            return key == null ? "null" : "a " + key.getClass().getName();
        }
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
