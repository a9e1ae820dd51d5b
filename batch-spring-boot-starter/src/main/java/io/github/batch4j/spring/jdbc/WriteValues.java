package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.support.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The values of a write by the names of its parameters, some of which may still be missing. Immutable. */
final class WriteValues {

    private static final int MOST_NAMES = 20;

    private final StatementText statement;
    private final Map<String, @Nullable Object> values;

    /** Names that were given and belong to no parameter, for messages. */
    private final Set<String> ignored;

    private WriteValues(StatementText statement, Map<String, @Nullable Object> values, Set<String> ignored) {
        this.statement = statement;
        this.values = values;
        this.ignored = ignored;
    }

    static WriteValues none(StatementText statement) {
        return new WriteValues(statement, Map.of(), Set.of());
    }

    /**
     * These values and another one.
     *
     * @throws IllegalArgumentException if the statement has no such parameter, or the value is a list
     */
    WriteValues with(String name, @Nullable Object value, String method) {
        if (!statement.parameters().contains(name)) {
            throw new IllegalArgumentException(method + " expects one of the parameters " + statement.names() + " of '"
                    + statement + "', got '" + Shown.key(name) + "'");
        }
        return with(List.of(name), any -> value, Stream.empty(), method);
    }

    /** These values and those of a map. */
    WriteValues with(Map<String, ? extends @Nullable Object> map, String method) {
        Checks.notNull(map, method, "a map of values by name");
        return with(
                statement.names().stream().filter(map::containsKey).toList(),
                map::get,
                map.keySet().stream().map(String::valueOf),
                method);
    }

    /** These values and those of a source of Spring's, or of the properties of a record or bean. */
    WriteValues withSource(Object object, String method) {
        Checks.notNull(object, method, "a record, a bean or a SqlParameterSource");
        if (object instanceof Map) {
            throw new IllegalArgumentException(
                    method + " expects a record, a bean or a SqlParameterSource, got a map; use params(map)");
        }
        SqlParameterSource source =
                object instanceof SqlParameterSource own ? own : new SimplePropertySqlParameterSource(object);
        String[] given = source.getParameterNames();
        return with(
                statement.names().stream().filter(source::hasValue).toList(),
                name -> typed(source, name, method),
                given == null ? Stream.empty() : Stream.of(given),
                method);
    }

    private WriteValues with(
            List<String> names,
            Function<String, ? extends @Nullable Object> source,
            Stream<String> given,
            String method) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        for (String name : names) {
            Object value = source.apply(name);
            Object sent = value instanceof SqlParameterValue typed ? typed.getValue() : value;
            if (sent instanceof Iterable) {
                throw new IllegalArgumentException(method + " expects one value for each parameter, got a "
                        + sent.getClass().getName()
                        + "; each list would make another statement, and none could be sent together");
            }
            all.put(name, Arguments.copy(value));
        }
        Set<String> ignoredToo = new TreeSet<>(ignored);
        given.filter(name -> !statement.parameters().contains(name))
                .limit(MOST_NAMES)
                .forEach(ignoredToo::add);
        return new WriteValues(statement, all, ignoredToo);
    }

    /** The value of a source, with its SQL type if the source knows one. */
    private static @Nullable Object typed(SqlParameterSource source, String name, String method) {
        Object value;
        try {
            value = source.getValue(name);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(method + " cannot read the value of " + name, unreadable);
        }
        int type = source.getSqlType(name);
        return value instanceof SqlParameterValue || type == SqlParameterSource.TYPE_UNKNOWN
                ? value
                : new SqlParameterValue(type, source.getTypeName(name), value);
    }

    /**
     * The values in the order of the statement.
     *
     * @throws IllegalStateException if a parameter has none
     */
    @Nullable
    Object[] inOrder(String method) {
        List<String> missing = statement.names().stream()
                .filter(name -> !values.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            List<String> given = Stream.concat(values.keySet().stream(), ignored.stream())
                    .limit(MOST_NAMES)
                    .map(Shown::key)
                    .toList();
            throw new IllegalStateException(method + " expects a value for each parameter of '" + statement
                    + "', got none for " + missing + (given.isEmpty() ? "" : ", only for " + given));
        }
        return statement.parameters().stream().map(values::get).toArray();
    }
}
