package io.github.batch4j;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operation of a {@link BatchLoader}: the value of one key. */
record Load<K, V>(BatchLoader<K, V> loader, K key) implements BatchableOperation<@Nullable V>, Names.Kind {

    @Override
    public Batcher<?, @Nullable V> batcher() {
        return loader.batcher();
    }

    @Override
    public String kind() {
        return loader.toString();
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

    private static <K, V> List<K> keys(List<Load<K, V>> operations) {
        List<K> keys = new ArrayList<>(operations.size());
        for (Load<K, V> operation : operations) {
            keys.add(operation.key);
        }
        return keys;
    }

    /** Loads and waits. */
    record Blocking<K, V>(String name, int maxBatchSize, Function<List<K>, List<@Nullable V>> load)
            implements Batcher.Blocking<Load<K, V>, @Nullable V> {

        @Override
        public List<@Nullable V> runBatch(List<Load<K, V>> operations) {
            return load.apply(keys(operations));
        }

        /** A loader shares its batches with no other, however alike. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Loads and answers later. */
    record Async<K, V>(String name, int maxBatchSize, Function<List<K>, CompletionStage<List<@Nullable V>>> load)
            implements Batcher.Async<Load<K, V>, @Nullable V> {

        @Override
        public CompletionStage<List<@Nullable V>> sendBatch(List<Load<K, V>> operations) {
            return load.apply(keys(operations));
        }

        /** A loader shares its batches with no other, however alike. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Keys of a loader's map that were not asked for but look like one that was: an {@code Integer} for a {@code Long},
     * 1.50 for 1.5, the name of an enum's constant, a {@code java.sql.Date} for a {@code LocalDate}. Better told than taken
     * for keys without a value.
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
