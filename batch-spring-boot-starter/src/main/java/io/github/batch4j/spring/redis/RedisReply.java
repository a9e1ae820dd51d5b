package io.github.batch4j.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The reply of Redis to a {@link RedisCommand}.
 *
 * <p>Drivers speak one of two versions of the protocol, in which the same reply looks different: a score is a number or
 * a text, a hash a map or a list, and pairs are lists of their own or not. The methods here accept either form; read
 * pairs by {@link #asMap}. A method that does not fit the reply throws an {@link InvalidDataAccessApiUsageException}
 * with the type of the reply.
 *
 * <p>Immutable.
 */
public final class RedisReply {

    private final Object asked;
    private final @Nullable Object raw;

    RedisReply(Object asked, @Nullable Object raw) {
        this.asked = asked;
        this.raw = raw;
    }

    /** The operation that it is the reply to. */
    Object asked() {
        return asked;
    }

    /**
     * Returns true if it is nil, as for a key that does not exist.
     *
     * @return true if it is nil
     */
    public boolean isNull() {
        return raw == null;
    }

    /**
     * The bytes of a string.
     *
     * @return the bytes, null for nil
     */
    public byte @Nullable [] asBytes() {
        if (raw == null || raw instanceof byte[]) {
            return (byte[]) raw;
        }
        if (raw instanceof CharSequence) {
            return raw.toString().getBytes(StandardCharsets.UTF_8);
        }
        throw wrong("a string");
    }

    /**
     * A string in UTF-8, or a number as text.
     *
     * @return the text, null for nil
     */
    public @Nullable String asString() {
        if (raw instanceof Number number) {
            return text(number);
        }
        byte @Nullable [] bytes = asBytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * An integer, or a string that is one.
     *
     * @return the number; nil is not one
     */
    public long asLong() {
        if (raw instanceof Long || raw instanceof Integer) {
            return ((Number) raw).longValue();
        }
        try {
            return Long.parseLong(text("an integer"));
        } catch (NumberFormatException none) {
            throw wrong("an integer");
        }
    }

    /**
     * A number, or a string that is one, such as a score or {@code inf}.
     *
     * @return the number; nil is not one
     */
    public double asDouble() {
        if (raw instanceof Number number) {
            return number.doubleValue();
        }
        String text = text("a number");
        try {
            return switch (text) {
                case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException none) {
            throw wrong("a number");
        }
    }

    /**
     * A boolean, or an integer that is 1 or 0.
     *
     * @return the boolean; nil is not one
     */
    public boolean asBoolean() {
        if (raw instanceof Boolean said) {
            return said;
        }
        if (raw instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        throw wrong("a boolean, or 1 or 0");
    }

    /**
     * A list or a set.
     *
     * @return its elements in order, unmodifiable; empty for nil
     */
    public List<RedisReply> asList() {
        List<RedisReply> list = new ArrayList<>();
        for (Object element : elements("a list")) {
            list.add(new RedisReply(asked, element));
        }
        return Collections.unmodifiableList(list);
    }

    /**
     * A map, or a list of pairs, such as a hash, or members and their scores.
     *
     * @return the values by their keys, in order, unmodifiable; empty for nil
     */
    public Map<String, RedisReply> asMap() {
        Map<String, RedisReply> map = new LinkedHashMap<>();
        List<@Nullable Object> flat = pairs();
        for (int i = 0; i < flat.size(); i += 2) {
            String key = new RedisReply(asked, flat.get(i)).asString();
            map.put(String.valueOf(key), new RedisReply(asked, flat.get(i + 1)));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Alternating keys and values. */
    List<@Nullable Object> pairs() {
        Collection<? extends @Nullable Object> elements = elements("a map");
        List<@Nullable Object> flat = new ArrayList<>(elements.size());
        boolean inPairs = true;
        for (Object element : elements) {
            inPairs = inPairs && element instanceof List<?> pair && pair.size() == 2;
        }
        for (Object element : elements) {
            if (inPairs && element instanceof List<?> pair) {
                flat.addAll(pair);
            } else {
                flat.add(element);
            }
        }
        if (flat.size() % 2 != 0) {
            throw wrong("a map");
        }
        return flat;
    }

    Collection<? extends @Nullable Object> elements(String expected) {
        if (raw == null) {
            return List.of();
        }
        if (raw instanceof Collection<?> collection) {
            return !collection.isEmpty() && collection.iterator().next() instanceof Map.Entry
                    ? flat(collection)
                    : collection;
        }
        if (raw instanceof Map<?, ?> map) {
            return flat(map.entrySet());
        }
        throw wrong(expected);
    }

    /** Flattens entries: for Jedis a map is a list of entries in the newer version of the protocol. */
    private static List<@Nullable Object> flat(Collection<?> entries) {
        List<@Nullable Object> flat = new ArrayList<>(2 * entries.size());
        for (Object entry : entries) {
            flat.add(((Map.Entry<?, ?>) entry).getKey());
            flat.add(((Map.Entry<?, ?>) entry).getValue());
        }
        return flat;
    }

    /** The text of a number in the older version of the protocol, where a whole number has no fraction. */
    private static String text(Number number) {
        double value = number.doubleValue();
        if (number instanceof Long || number instanceof Integer) {
            return number.toString();
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e17 ? Long.toString((long) value) : number.toString();
    }

    private String text(String expected) {
        if (raw instanceof Number number) {
            return text(number);
        }
        if (raw instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (raw instanceof CharSequence) {
            return raw.toString();
        }
        throw wrong(expected);
    }

    InvalidDataAccessApiUsageException wrong(String expected) {
        return new InvalidDataAccessApiUsageException(
                "the reply to " + asked + " is " + this + ", expected " + expected);
    }

    /** Its type and size, without its content. */
    @Override
    public String toString() {
        if (raw == null) {
            return "nil";
        }
        if (raw instanceof Number || raw instanceof Boolean) {
            return raw instanceof Boolean ? "a boolean" : "a number";
        }
        if (raw instanceof Collection<?> collection) {
            return "a list of " + collection.size();
        }
        if (raw instanceof Map<?, ?> map) {
            return "a map of " + map.size();
        }
        return raw instanceof byte[] bytes ? "a string of " + bytes.length + " bytes" : "a string";
    }
}
