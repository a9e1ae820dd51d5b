package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ways to read the table {@code equal_keys (id, tenant, k, l)} by the key {@code k}. */
enum EqualKeysRead {
    MANY {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc).keyedBy(type, "k").many(Integer.class);
        }
    },

    ONE {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc).keyedBy(type, "k").one(Integer.class);
        }

        @Override
        @Nullable
        Object answer(List<Integer> ids) {
            return ids.isEmpty() ? null : ids.size() == 1 ? ids.get(0) : EqualKeysOn.FAILS;
        }
    },

    EXISTS {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc).keyedBy(type, "k").exists();
        }

        @Override
        Object answer(List<Integer> ids) {
            return !ids.isEmpty();
        }
    },

    COUNT {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc).keyedBy(type, "k").count();
        }

        @Override
        Object answer(List<Integer> ids) {
            return (long) ids.size();
        }
    },

    FIRST_OF_EACH {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc).orderBy("id").limit(1).keyedBy(type, "k").many(Integer.class);
        }

        @Override
        Object answer(List<Integer> ids) {
            return ids.subList(0, Math.min(1, ids.size()));
        }
    },

    IN_CHUNKS {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return MANY.loader(jdbc, type);
        }
    },

    BESIDE_A_PARAMETER {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc)
                    .where("tenant")
                    .keyedBy(type, "k")
                    .many(Integer.class)
                    .param("tenant", 1);
        }
    },

    TWO_COLUMNS {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return table(jdbc).keyedBy(type, "k", "l").many(Integer.class);
        }
    },

    JOINED_TEXT {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return jdbc.sql("select id, k from equal_keys where tenant < :tenant and k in (:keys)")
                    .keyedBy(type, "k")
                    .many(Integer.class)
                    .param("tenant", 9);
        }
    },

    LISTED_TEXT {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type) {
            return jdbc.sql("select distinct id, k from equal_keys where k in (:keys)")
                    .keyedBy(type, "k")
                    .many(Integer.class);
        }
    };

    static final int CHUNK = 2;

    abstract JdbcLoader<?, ?> loader(JdbcBatch jdbc, Class<?> type);

    /** The answer to a key that has the rows of some ids, in their order. */
    @Nullable
    Object answer(List<Integer> ids) {
        return ids;
    }

    /** The condition of a single key. */
    String condition() {
        return switch (this) {
            case TWO_COLUMNS -> "k = ? and l = ?";
            case BESIDE_A_PARAMETER -> "k = ? and tenant = 1";
            default -> "k = ?";
        };
    }

    /** True if the statement lists its keys, so that a row is found by the value of its key. */
    boolean lists(Product product, EqualKeys keys) {
        return switch (this) {
            case LISTED_TEXT -> true;
            case JOINED_TEXT ->
                switch (product) {
                    case HSQLDB, DERBY -> true;
                    case MARIADB, DUCKDB -> keys == EqualKeys.PLACES;
                    default -> false;
                };
            default -> false;
        };
    }

    /** The sizes of the batches of a number of keys. */
    List<Integer> batches(int keys) {
        if (this != IN_CHUNKS) {
            return List.of(keys);
        }
        return IntStream.iterate(keys, left -> left > 0, left -> left - CHUNK)
                .mapToObj(left -> Math.min(left, CHUNK))
                .toList();
    }

    private static JdbcTable table(JdbcBatch jdbc) {
        return jdbc.table("equal_keys").columns("id");
    }
}
