package io.github.batch4j.spring.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values that a database may take for equal though they are not equal in Java: texts that differ by case, accents or
 * spaces at their end, or have other characters outside of the basic plane; bytes that differ by padding; and decimals
 * or times of which a column keeps fewer places.
 */
final class LookAlikes {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int MOST_PLACES = 20;

    /** Characters that old collations of MySQL and MariaDB take for one, such as emoji. */
    private static final Pattern SUPPLEMENTARY = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");

    private LookAlikes() {}

    /** The form of a key that texts or bytes share which may be equal; it is found in maps. */
    static Object form(KeyColumns<?> keys, Object key) {
        if (!keys.areSpelled()) {
            return keys.inMap(key);
        }
        return new MapKey(Arrays.stream(keys.parts(key)).map(LookAlikes::plain).toList());
    }

    private static Object plain(Object part) {
        if (part instanceof Bytes bytes) {
            return bytes.withoutPadding();
        }
        if (!(part instanceof String text)) {
            return part;
        }
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        plain = SUPPLEMENTARY.matcher(plain).replaceAll("\ufffd");
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).stripTrailing();
    }

    /** The forms of the keys that this one may be stored as by a column that keeps fewer places. */
    static Stream<Object> rounded(KeyColumns<?> keys, Object key) {
        if (!keys.areRounded()) {
            return Stream.empty();
        }
        Object[] parts = keys.parts(key);
        return IntStream.range(0, MOST_PLACES)
                .boxed()
                .flatMap(places -> Stream.<UnaryOperator<Object>>of(
                        part -> cut(part, places), part -> cut(halfUp(part, places), places)))
                .map(rounding -> Arrays.stream(parts).map(rounding).toArray())
                .filter(rounded -> !Arrays.equals(rounded, parts))
                .map(rounded -> form(keys, keys.of(rounded)));
    }

    private static Object cut(Object part, int places) {
        if (part instanceof BigDecimal decimal && decimal.scale() > places) {
            return KeyType.canonical(decimal.setScale(places, RoundingMode.DOWN));
        }
        return isTime(part) && places < 9 ? withNanos(part, nanos(part) / unit(places) * unit(places)) : part;
    }

    private static Object halfUp(Object part, int places) {
        if (part instanceof BigDecimal decimal && decimal.scale() > places) {
            return KeyType.canonical(decimal.setScale(places, RoundingMode.HALF_UP));
        }
        if (!isTime(part) || places >= 9) {
            return part;
        }
        try {
            return ((Temporal) part).plus(unit(places) / 2, ChronoUnit.NANOS);
        } catch (DateTimeException last) {
            return part; // there is no later time
        }
    }

    private static boolean isTime(Object part) {
        return part instanceof LocalDateTime || part instanceof OffsetDateTime || part instanceof Instant;
    }

    private static long nanos(Object time) {
        return ((Temporal) time).getLong(ChronoField.NANO_OF_SECOND);
    }

    private static Object withNanos(Object time, long nanos) {
        return ((Temporal) time).with(ChronoField.NANO_OF_SECOND, nanos);
    }

    private static long unit(int places) {
        return (long) Math.pow(10, 9 - places);
    }
}
