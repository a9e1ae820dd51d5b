package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of reads of a table {@code things(id, part, name)}, in which each id has one row or two. */
enum Reads {
    ONE_ROW(1) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return things(jdbc).one(Thing.class);
        }

        @Override
        Object value(int key) {
            return new Thing(key, 1, "thing " + key);
        }
    },

    ONE_VALUE(1) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return jdbc.table("things")
                    .columns("name")
                    .keyedBy(Long.class, "id")
                    .one(String.class);
        }

        @Override
        Object value(int key) {
            return "thing " + key;
        }
    },

    MANY_ROWS(2) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return jdbc.table("things")
                    .orderBy("part")
                    .keyedBy(Long.class, "id")
                    .many(Thing.class);
        }

        @Override
        Object value(int key) {
            return List.of(new Thing(key, 1, "thing " + key), new Thing(key, 2, "thing " + key));
        }

        @Override
        Object missing() {
            return List.of();
        }
    },

    LAST_ROW(2) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return jdbc.table("things")
                    .orderBy("part desc")
                    .limit(1)
                    .keyedBy(Long.class, "id")
                    .one(Thing.class);
        }

        @Override
        Object value(int key) {
            return new Thing(key, 2, "thing " + key);
        }
    },

    EXISTS(2) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return things(jdbc).exists();
        }

        @Override
        Object value(int key) {
            return true;
        }

        @Override
        Object missing() {
            return false;
        }
    },

    COUNT(2) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return things(jdbc).count();
        }

        @Override
        Object value(int key) {
            return 2L;
        }

        @Override
        Object missing() {
            return 0L;
        }
    },

    SQL_TEXT(1) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return jdbc.sql("select name, id from things where id IN ( :keys ) and name <> :other")
                    .keyedBy(Long.class, "id")
                    .one((row, number) -> row.getString("name").toUpperCase(Locale.ROOT))
                    .param("other", "something else");
        }

        @Override
        Object value(int key) {
            return "THING " + key;
        }
    },

    COMPOSITE_KEY(1) {
        @Override
        JdbcLoader<?, ?> loader(JdbcBatch jdbc) {
            return jdbc.table("things").keyedBy(Part.class, "id", "part").one(Thing.class);
        }

        @Override
        Object key(int key) {
            return new Part(key, 1);
        }

        @Override
        Object value(int key) {
            return new Thing(key, 1, "thing " + key);
        }
    };

    record Thing(long id, int part, String name) {}

    record Part(long id, int part) {}

    /** The number of rows of an id. */
    final int rows;

    Reads(int rows) {
        this.rows = rows;
    }

    abstract JdbcLoader<?, ?> loader(JdbcBatch jdbc);

    Object key(int key) {
        return (long) key;
    }

    abstract Object value(int key);

    @Nullable
    Object missing() {
        return null;
    }

    private static JdbcKeyedQuery<Long> things(JdbcBatch jdbc) {
        return jdbc.table("things").keyedBy(Long.class, "id");
    }
}
