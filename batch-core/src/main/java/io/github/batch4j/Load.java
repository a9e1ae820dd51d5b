package io.github.batch4j;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operation of a {@link BatchLoader}: the value of one key. */
record Load<K, V>(BatchLoader<K, V> loader, K key) implements BatchableOperation<@Nullable V> {

    @Override
    public Batcher<?, @Nullable V> batcher() {
        return loader.batcher();
    }

    /** Both, the loader and the key: an operation may write all that a loader reads, or a single key of it. */
    @Override
    public @Nullable Object reads() {
        return loader.isCached() ? Set.of(loader, this) : null;
    }

    @Override
    public Object asksFor() {
        return key;
    }

    /** The loader is left out: only operations of the same batcher, so of the same loader, are ever compared. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return loader + "[" + Names.key(key) + "]";
    }

    /** The keys of a batch. Lists of others, who may change them later, are copied. */
    private static <K, V> List<K> keys(List<Load<K, V>> operations) {
        if ((List<?>) operations instanceof OperationSet) {
            return new Keys<>(operations);
        }
        List<K> keys = new ArrayList<>(operations.size());
        for (Load<K, V> operation : operations) {
            keys.add(operation.key);
        }
        return Collections.unmodifiableList(keys);
    }

    /** The keys of the operations of a batch that has been sent, as an unmodifiable list. */
    private static final class Keys<K, V> extends AbstractList<K> implements RandomAccess {

        private final List<Load<K, V>> operations;

        Keys(List<Load<K, V>> operations) {
            this.operations = operations;
        }

        @Override
        public K get(int index) {
            return operations.get(index).key;
        }

        @Override
        public int size() {
            return operations.size();
        }

        /** An iterator without the inherited one's check for concurrent modification at each step. */
        @Override
        public Iterator<K> iterator() {
            Iterator<Load<K, V>> loads = operations.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return loads.hasNext();
                }

                @Override
                public K next() {
                    return loads.next().key;
                }
            };
        }
    }

    /** The batcher of a loader, equal only to itself: a loader shares its batches with no other, however alike. */
    abstract static class OfLoader {

        private final String name;
        private final int maxBatchSize;

        private OfLoader(String name, int maxBatchSize) {
            this.name = name;
            this.maxBatchSize = maxBatchSize;
        }

        public String name() {
            return name;
        }

        public int maxBatchSize() {
            return maxBatchSize;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Loads and waits. */
    static final class Blocking<K, V> extends OfLoader implements Batcher.Blocking<Load<K, V>, @Nullable V> {

        private final Function<List<K>, List<@Nullable V>> load;

        Blocking(String name, int maxBatchSize, Function<List<K>, List<@Nullable V>> load) {
            super(name, maxBatchSize);
            this.load = load;
        }

        @Override
        public List<@Nullable V> runBatch(List<Load<K, V>> operations) {
            return load.apply(keys(operations));
        }
    }

    /** Loads and answers later. */
    static final class Async<K, V> extends OfLoader implements Batcher.Async<Load<K, V>, @Nullable V> {

        private final Function<List<K>, CompletionStage<List<@Nullable V>>> load;

        Async(String name, int maxBatchSize, Function<List<K>, CompletionStage<List<@Nullable V>>> load) {
            super(name, maxBatchSize);
            this.load = load;
        }

        @Override
        public CompletionStage<List<@Nullable V>> sendBatch(List<Load<K, V>> operations) {
            return load.apply(keys(operations));
        }
    }

    /** The values of the keys that were asked for, and the map that they are from if it has other keys too. */
    static final class Loaded<K, V> extends AbstractList<@Nullable V> implements RandomAccess {

        private final @Nullable Object[] asked;
        private final @Nullable Map<K, ? extends V> all;

        /**
         * Makes a list of an array, which is the callee's to keep.
         *
         * @param all null if no other keys were loaded
         */
        Loaded(@Nullable Object[] asked, @Nullable Map<K, ? extends V> all) {
            this.asked = asked;
            this.all = all;
        }

        boolean hasOthers() {
            return all != null;
        }

        /** The values as they are, not a copy. */
        @Nullable
        Object[] raw() {
            return asked;
        }

        /**
         * The operations of all keys in the map.
         *
         * @param operation one of the loader's
         */
        Iterable<Load<K, V>> others(Object operation) {
            @SuppressWarnings("unchecked") // it was asked together with those which the map answers
            BatchLoader<K, V> loader = ((Load<K, V>) operation).loader;
            return () -> map().keySet().stream()
                    .filter(Objects::nonNull)
                    .map(key -> new Load<>(loader, key))
                    .iterator();
        }

        @Nullable
        Object value(Load<?, ?> operation) {
            return map().get(operation.key);
        }

        private Map<K, ? extends V> map() {
            return Casts.castNonNull(all);
        }

        @Override
        public @Nullable V get(int index) {
            return Casts.result(asked[index]);
        }

        @Override
        public int size() {
            return asked.length;
        }
    }

    /**
     * Keys of a loader's map that were not asked for but look like one that was: an {@code Integer} for a {@code Long},
     * 1.50 for 1.5, the name of an enum's constant, a {@code java.sql.Date} for a {@code LocalDate}. An error is
     * better than taking them for keys without a value.
     */
    static final class LookAlikes {

        private LookAlikes() {}

        /**
         * Fails if a key has no value and one that looks like it has.
         *
         * @throws BatcherException with the types of both, and no key
         */
        static void refuse(String name, List<?> asked, Map<?, ?> values) {
            Map<String, Object> missing = new HashMap<>();
            for (Object key : asked) {
                if (!values.containsKey(key)) {
                    missing.put(look(key), key);
                }
            }
            for (Object other : missing.isEmpty() ? List.of() : values.keySet()) {
                Object key = other == null
                        ? null
                        : missing.getOrDefault(look(other), ofAnotherType(missing.values(), other));
                if (key != null && !key.equals(other)) {
                    throw new BatcherException(name + " was asked for keys of type "
                            + key.getClass().getName() + " and returned a map with keys of type "
                            + other.getClass().getName() + ", which look alike but are not equal");
                }
            }
        }

        /** A key that was asked for, if another one can equal none of its type. */
        private static @Nullable Object ofAnotherType(Collection<?> missing, Object other) {
            Object key = missing.iterator().next();
            return isPlain(key) && isPlain(other) && key.getClass() != other.getClass() ? key : null;
        }

        /** Tells if the key can equal nothing of another class, as lists and enums with bodies can. */
        private static boolean isPlain(Object key) {
            return key instanceof Number || key instanceof String || key instanceof UUID;
        }

        private static String look(Object key) {
            if (key instanceof Number number) {
                try {
                    BigDecimal value = number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
                    return value.stripTrailingZeros().toString();
                } catch (NumberFormatException noDecimal) {
                    return number.toString();
                }
            }
            if (key.getClass().getName().equals("java.sql.Timestamp")) { // without a dependency on the module java.sql
                return LocalDateTime.parse(key.toString().replace(' ', 'T')).toString();
            }
            return key instanceof Enum<?> constant ? constant.name() : String.valueOf(key);
        }
    }
}
