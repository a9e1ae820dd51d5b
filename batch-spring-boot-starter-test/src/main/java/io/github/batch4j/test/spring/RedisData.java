package io.github.batch4j.test.spring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The values of a {@link FakeRedis} by key, and the commands on them. A string is a byte array, a list a list, a
 * set its members, and a hash a map with text as keys. Thread-safe.
 */
final class RedisData {

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Function<? super List<String>, ? extends @Nullable Object>> replies = new HashMap<>();

    /**
     * The value of a set.
     *
     * @param members its members, all different
     */
    record Members(List<byte[]> members) {

        private static final Members NONE = new Members(List.of());
    }

    synchronized void put(String key, Object value) {
        if (isEmpty(value)) {
            values.remove(key); // Redis has no empty ones
        } else {
            values.put(key, value);
        }
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Members set) {
            return set.members.isEmpty();
        }
        return value instanceof List<?> list ? list.isEmpty() : value instanceof Map<?, ?> hash && hash.isEmpty();
    }

    synchronized void reply(String command, Function<? super List<String>, ? extends @Nullable Object> reply) {
        replies.put(command.toUpperCase(Locale.ROOT), reply);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, byte[]> hash(Map<String, String> fields) {
        Map<String, byte[]> hash = new LinkedHashMap<>();
        fields.forEach((field, value) -> hash.put(field, bytes(value)));
        return hash;
    }

    /** Runs a command; returns its raw reply. */
    synchronized @Nullable Object execute(String command, List<byte[]> arguments) {
        Function<? super List<String>, ? extends @Nullable Object> given =
                replies.get(command.toUpperCase(Locale.ROOT));
        if (given != null) {
            return raw(given.apply(arguments.stream().map(RedisData::text).toList()));
        }
        String name = command.toUpperCase(Locale.ROOT);
        if (!isKnown(name, arguments)) {
            throw new InvalidDataAccessApiUsageException("FakeRedis does not know " + command + " with "
                    + arguments.size() + " such arguments; give it a reply by reply(\"" + command
                    + "\", arguments -> ...)");
        }
        String key = text(arguments.get(0));
        return switch (name) {
            case "MGET" -> mget(arguments);
            case "EXISTS" -> values.containsKey(key) ? 1L : 0L;
            case "HGETALL" -> hgetall(key);
            case "HMGET" -> hmget(key, arguments.subList(1, arguments.size()));
            case "LRANGE" -> listOf(key);
            case "SMEMBERS" -> setOf(key);
            case "SET" -> set(key, arguments.get(1));
            case "DEL" -> values.remove(key) == null ? 0L : 1L;
            case "HSET" -> hset(key, text(arguments.get(1)), arguments.get(2));
            default -> throw new IllegalStateException(name);
        };
    }

    /** True for commands as {@code RedisBatch} has methods for them. */
    private static boolean isKnown(String name, List<byte[]> arguments) {
        int count = arguments.size();
        return switch (name) {
            case "MGET" -> count > 0;
            case "HMGET" -> count > 1;
            case "EXISTS", "HGETALL", "SMEMBERS", "DEL" -> count == 1;
            case "LRANGE" ->
                count == 3
                        && text(arguments.get(1)).equals("0")
                        && text(arguments.get(2)).equals("-1");
            case "SET" -> count == 2 || (count == 4 && text(arguments.get(2)).equals("PX"));
            case "HSET" -> count == 3;
            default -> false;
        };
    }

    private List<@Nullable Object> mget(List<byte[]> keys) {
        List<@Nullable Object> strings = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            strings.add(values.get(text(key)) instanceof byte[] string ? string : null);
        }
        return strings;
    }

    private List<Object> hgetall(String key) {
        List<Object> pairs = new ArrayList<>();
        hashOf(key).forEach((field, value) -> {
            pairs.add(bytes((String) field));
            pairs.add(value);
        });
        return pairs;
    }

    private List<@Nullable Object> hmget(String key, List<byte[]> fields) {
        Map<?, ?> hash = hashOf(key);
        List<@Nullable Object> found = new ArrayList<>(fields.size());
        for (byte[] field : fields) {
            found.add(hash.get(text(field)));
        }
        return found;
    }

    private String set(String key, byte[] value) {
        values.put(key, value);
        return "OK";
    }

    private long hset(String key, String field, byte[] value) {
        Map<String, Object> hash = new LinkedHashMap<>();
        hashOf(key).forEach((name, old) -> hash.put((String) name, old));
        boolean isNew = hash.put(field, value) == null;
        values.put(key, hash);
        return isNew ? 1L : 0L;
    }

    private List<?> listOf(String key) {
        if (values.getOrDefault(key, List.of()) instanceof List<?> list) {
            return list;
        }
        throw wrongType();
    }

    private List<?> setOf(String key) {
        if (values.getOrDefault(key, Members.NONE) instanceof Members set) {
            return set.members;
        }
        throw wrongType();
    }

    private Map<?, ?> hashOf(String key) {
        if (values.getOrDefault(key, Map.of()) instanceof Map<?, ?> hash) {
            return hash;
        }
        throw wrongType();
    }

    private static RuntimeException wrongType() {
        return new InvalidDataAccessApiUsageException(
                "WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    /** A given reply with its texts as bytes, as a driver has them. */
    private static @Nullable Object raw(@Nullable Object reply) {
        if (reply instanceof CharSequence text) {
            return bytes(text.toString());
        }
        if (reply instanceof Integer number) {
            return number.longValue();
        }
        if (reply instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> raw = new LinkedHashMap<>();
            map.forEach((key, value) -> raw.put(String.valueOf(key), raw(value)));
            return raw;
        }
        if (reply instanceof Iterable<?> elements) {
            List<@Nullable Object> raw = new ArrayList<>();
            elements.forEach(element -> raw.add(raw(element)));
            return raw;
        }
        return reply instanceof Object[] array ? raw(Arrays.asList(array)) : reply;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
