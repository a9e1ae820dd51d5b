package io.github.batch4j;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of objects in traces and error messages. */
final class Names {

    /** The maximum length of an object's text: enough to recognise an operation, too short for a document. */
    private static final int LONGEST = 120;

    private static final int LONGEST_KEY = 40;

    /** Type names, cached per class since an operation is named at each yield. */
    private static final ClassValue<String> TYPES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return ofType(type);
        }
    };

    private Names() {}

    /** The simple name of an object's class; for a lambda, of the class that it is written in. */
    static String of(Object object) {
        return ofType(object.getClass());
    }

    /** The name of objects of a class, as {@link #of} returns it. */
    static String ofType(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        if (lambda < 0) {
            String simple = type.getSimpleName();
            return simple.isEmpty() ? name.substring(name.lastIndexOf('.') + 1) : simple;
        }
        return name.substring(name.lastIndexOf('.', lambda) + 1, lambda).replace('$', '.');
    }

    /** The text of an object, escaped and cut to a length that suits a message, also when printing fails. */
    static String describe(@Nullable Object object) {
        return shown(text(object), LONGEST);
    }

    /** A key in messages, escaped and cut: it comes from a client. */
    static String key(Object key) {
        return shown(text(key), LONGEST_KEY);
    }

    private static String text(@Nullable Object object) {
        try {
            return String.valueOf(object);
        } catch (Throwable failure) {
            return object == null ? "null" : of(object) + " (its toString() threw " + of(failure) + ")";
        }
    }

    private static String shown(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
        return cut.codePoints().anyMatch(Names::isUnprintable) ? escaped(cut) : cut;
    }

    /** True if a character could break or disguise a line. */
    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isUnprintable(character)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** The simple name of an object's class, found once per class: an operation is named at each yield. */
    static String typeName(Object object) {
        return TYPES.get(object.getClass());
    }

    /** A count with its noun. */
    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
