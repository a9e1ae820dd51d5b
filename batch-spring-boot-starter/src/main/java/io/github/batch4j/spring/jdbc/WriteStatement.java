package io.github.batch4j.spring.jdbc;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** A statement with parameters by name, as the application has written it and as the database gets it. */
final class WriteStatement {

    private static final int MOST_NAMES = 20;

    private final String text;
    private final ParsedSql parsed;
    private final String sql;
    private final Set<String> names = new LinkedHashSet<>();

    private WriteStatement(String text) {
        this.text = text;
        this.parsed = NamedParameterUtils.parseSqlStatement(text);
        this.sql = NamedParameterUtils.substituteNamedParameters(parsed, null);
        NamedParameterUtils.buildValueArray(parsed, new Names(names), null);
    }

    static WriteStatement of(String text, String method) {
        return new WriteStatement(Checks.statement(text, method, "a statement"));
    }

    String sql() {
        return sql;
    }

    /** The values of the parameters, in the order of the statement. */
    @Nullable
    Object[] values(Object parameters, String method) {
        @Nullable Object[] values;
        try {
            SqlParameterSource source = source(parameters, method);
            values = NamedParameterUtils.buildValueArray(
                    parsed, source, NamedParameterUtils.buildSqlParameterList(parsed, source));
        } catch (InvalidDataAccessApiUsageException missing) {
            throw new IllegalArgumentException(
                    method + " expects a value for each parameter of '" + text + "', "
                            + lacking(source(parameters, method)),
                    missing);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = value(values[i]);
            Object sent =
                    values[i] instanceof SqlParameterValue typed && typed.getSqlType() == SqlTypeValue.TYPE_UNKNOWN
                            ? value
                            : values[i];
            values[i] = sent == null ? null : Arguments.copy(sent);
            if (value instanceof Iterable) {
                throw new IllegalArgumentException(method + " expects one value for each parameter, got a "
                        + value.getClass().getName()
                        + "; each list would make another statement, and none could be sent together");
            }
        }
        return values;
    }

    /** The names without a value, and those that have one; but no value. */
    private String lacking(SqlParameterSource source) {
        List<String> missing =
                names.stream().filter(name -> !source.hasValue(name)).toList();
        if (missing.isEmpty()) {
            return "one of which cannot be read";
        }
        String[] given = source.getParameterNames();
        return "got none for " + missing
                + (given == null
                        ? ""
                        : ", only for "
                                + Arrays.stream(given)
                                        .limit(MOST_NAMES)
                                        .map(Shown::key)
                                        .toList());
    }

    /** The value of a parameter, which may come with the type that it is sent as. */
    static @Nullable Object value(@Nullable Object parameter) {
        return parameter instanceof SqlParameterValue typed ? typed.getValue() : parameter;
    }

    private static SqlParameterSource source(Object parameters, String method) {
        Checks.notNull(parameters, method, "a map, a record or a bean of values");
        if (parameters instanceof SqlParameterSource source) {
            return source;
        }
        if (parameters instanceof Map<?, ?> map) {
            MapSqlParameterSource source = new MapSqlParameterSource();
            map.forEach((name, value) -> source.addValue(String.valueOf(name), value));
            return source;
        }
        return new SimplePropertySqlParameterSource(parameters);
    }

    /** Statements are the same if their texts are, so that their batches are too. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WriteStatement statement && text.equals(statement.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Takes down what is asked for: Spring's parser does not tell. */
    private record Names(Set<String> asked) implements SqlParameterSource {

        @Override
        public boolean hasValue(String name) {
            return true;
        }

        @Override
        public Object getValue(String name) {
            asked.add(name);
            return name;
        }
    }
}
