package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The columns whose equality may differ from that of Java, by the name of their type in each product. */
enum EqualKeysColumn {
    IGNORING_CASE {
        @Override
        String type(Product product) {
            return switch (product) {
                case H2, HSQLDB -> "varchar_ignorecase(20)";
                case POSTGRESQL -> "text collate any_case";
                case MARIADB -> "varchar(20)";
                case SQLITE -> "text collate nocase";
                case DUCKDB -> "varchar collate nocase";
                case DERBY -> null;
            };
        }
    },

    /** A type of PostgreSQL, which is compared like a text with the {@code varchar} that its driver sends. */
    CITEXT {
        @Override
        String type(Product product) {
            return product == Product.POSTGRESQL ? "citext" : null;
        }
    },

    CHAR_5 {
        @Override
        String type(Product product) {
            return padded(product, 5);
        }
    },

    CHAR_4 {
        @Override
        String type(Product product) {
            return padded(product, 4);
        }
    },

    MICROSECONDS {
        @Override
        String type(Product product) {
            return switch (product) {
                case MARIADB -> "datetime(6)";
                case DERBY, SQLITE, DUCKDB -> "timestamp";
                default -> "timestamp(6)";
            };
        }
    },

    TWO_PLACES {
        @Override
        String type(Product product) {
            return "decimal(9, 2)";
        }
    },

    UUID {
        @Override
        String type(Product product) {
            return product == Product.DERBY || product == Product.SQLITE ? null : "uuid";
        }
    },

    NUMBER {
        @Override
        String type(Product product) {
            return "int";
        }
    };

    /** Makes what the types need that are no built-in ones. */
    static void prepare(Product product, JdbcTemplate jdbc) {
        if (product == Product.POSTGRESQL) {
            jdbc.execute("create extension if not exists citext");
            jdbc.execute("create collation if not exists any_case"
                    + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        }
    }

    /** The type of the column; null if the product has no such type. */
    abstract @Nullable String type(Product product);

    private static String padded(Product product, int length) {
        return product == Product.SQLITE ? "text collate rtrim" : "char(" + length + ")";
    }
}
