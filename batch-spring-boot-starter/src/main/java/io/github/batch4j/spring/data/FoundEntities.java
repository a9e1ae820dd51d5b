package io.github.batch4j.spring.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a repository has found for ids, by the ids' own equality.
 *
 * <p>A database may take more ids as equal, {@code Ann} and {@code ANN} if the column ignores case. So ids without an
 * entity fail if an entity was returned that belongs to none of the ids. If none was, since {@code Ann} had been asked
 * for too, those that might be equal to others in the database are asked for a second time, alone.
 */
final class FoundEntities<K, V> {

    /** The largest length of an id in a message. */
    private static final int LONGEST = 40;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final String name;
    private final Function<? super V, ? extends K> id;
    private final Map<Object, V> byId = new HashMap<>();

    /** The printed id of an entity that was not asked for. */
    private @Nullable String stranger;

    private FoundEntities(String name, Function<? super V, ? extends K> id) {
        this.name = name;
        this.id = id;
    }

    /** Finds the entities of distinct ids by one call of a repository, or two if some have none. */
    static <K, V> FoundEntities<K, V> find(
            String name,
            List<K> ids,
            Function<? super List<K>, ? extends Iterable<V>> findAllById,
            Function<? super V, ? extends K> id) {
        FoundEntities<K, V> found = new FoundEntities<>(name, id);
        found.add(ids, findAllById.apply(ids));
        if (found.stranger == null && !found.byId.isEmpty()) {
            List<K> doubtful = ids.stream()
                    .filter(key -> !found.byId.containsKey(EntityId.inMap(key)) && !EntityId.isExact(key))
                    .toList();
            if (!doubtful.isEmpty()) {
                found.add(doubtful, findAllById.apply(doubtful));
            }
        }
        return found;
    }

    private void add(List<K> ids, Iterable<V> entities) {
        Set<Object> asked = new HashSet<>();
        ids.forEach(key -> asked.add(EntityId.inMap(key)));
        for (V entity : entities) {
            K key = id.apply(entity);
            if (key == null || !asked.contains(EntityId.inMap(key))) {
                stranger = stranger == null ? shown(key) : stranger;
            } else if (byId.put(EntityId.inMap(key), entity) != null) {
                throw new IllegalStateException(name + ".findAllById returned two entities with the id " + shown(key));
            }
        }
    }

    /** Returns the entity of an id, null if there is none. */
    @Nullable
    V get(K key) {
        V entity = byId.get(EntityId.inMap(key));
        if (entity == null && stranger != null) {
            throw new IllegalStateException(name + ".findAllById returned no entity with the id " + shown(key)
                    + " but one with the id " + stranger + ", which was not asked for; does the function find the"
                    + " right id, and does the database compare ids as Java does?");
        }
        return entity;
    }

    /** The form of an id in a message: cut, with control characters escaped; its type if it cannot be printed. */
    static String shown(@Nullable Object id) {
        String text;
        try {
            text = String.valueOf(id);
        } catch (RuntimeException failure) {
            return id == null ? "null" : "a " + id.getClass().getName();
        }
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
        return UNPRINTABLE
                .matcher(cut)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }
}
