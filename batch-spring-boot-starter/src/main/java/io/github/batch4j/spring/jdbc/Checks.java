package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Checks of arguments. */
final class Checks {

    private Checks() {}

    static <T> T notNull(@Nullable T argument, String method, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got null");
        }
        return argument;
    }

    static String text(@Nullable String argument, String method, String expected) {
        String text = notNull(argument, method, expected);
        if (text.isBlank()) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got an empty one");
        }
        return text;
    }

    /** A statement whose parameters, if it has any, all have names: a {@code ?} of JDBC would never get a value. */
    static String statement(@Nullable String argument, String method, String expected) {
        String text = text(argument, method, expected);
        try {
            // Spring's parser finds them but does not tell; it does refuse a statement that has both kinds.
            ParsedSql named = NamedParameterUtils.parseSqlStatement(text + "\n:name");
            NamedParameterUtils.buildValueArray(named, new AnyValue(), null);
        } catch (InvalidDataAccessApiUsageException both) {
            throw new IllegalArgumentException(
                    method + " expects parameters with names, as :id, got a ?: " + text, both);
        }
        return text;
    }

    private record AnyValue() implements SqlParameterSource {

        @Override
        public boolean hasValue(String name) {
            return true;
        }

        @Override
        public Object getValue(String name) {
            return name;
        }
    }

    static String[] texts(String[] arguments, String method, String expected) {
        notNull(arguments, method, expected);
        if (arguments.length == 0) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got none");
        }
        for (String argument : arguments) {
            text(argument, method, expected);
        }
        return arguments.clone();
    }
}
