package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** A statement that takes its keys in one array per column: a single text for any number of keys, parsed once. */
final class ArrayStatement implements KeyStatement {

    private final String text;
    private final KeyColumns<?> keys;
    private final int maxKeys;
    private final ParsedSql parsed;
    private final String sql;

    ArrayStatement(String text, KeyColumns<?> keys, int maxKeys) {
        this.text = text;
        this.keys = keys;
        this.maxKeys = maxKeys;
        this.parsed = NamedParameterUtils.parseSqlStatement(text);
        this.sql = NamedParameterUtils.substituteNamedParameters(parsed, null);
    }

    @Override
    public int maxKeys() {
        return maxKeys;
    }

    @Override
    public void query(
            Database database, List<?> asked, Map<String, ?> arguments, ResultSetExtractor<@Nullable Void> extractor) {
        MapSqlParameterSource values = new MapSqlParameterSource(arguments);
        for (int column = 0; column < keys.count(); column++) {
            values.addValue(KeyColumns.array(column), keys.array(asked, column));
        }
        if (arguments.isEmpty()) {
            database.statements().query(sql, NamedParameterUtils.buildValueArray(parsed, values, null), extractor);
        } else {
            database.statements().query(text, values, extractor); // arguments may be lists, which change the text
        }
    }
}
