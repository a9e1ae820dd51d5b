package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** One that takes its keys in arrays, one for each column: always the same text, which is parsed once. */
final class ArrayStatement implements KeyStatement {

    private final KeyColumns<?> keys;
    private final ParsedSql parsed;
    private final String sql;

    ArrayStatement(String text, KeyColumns<?> keys) {
        this.keys = keys;
        this.parsed = NamedParameterUtils.parseSqlStatement(text);
        this.sql = NamedParameterUtils.substituteNamedParameters(parsed, null);
    }

    @Override
    public int maxKeys() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void query(
            Database database, List<?> asked, Map<String, ?> arguments, ResultSetExtractor<@Nullable Void> extractor) {
        MapSqlParameterSource values = new MapSqlParameterSource(arguments);
        for (int column = 0; column < keys.count(); column++) {
            values.addValue("keys_" + column, keys.array(asked, column));
        }
        database.jdbc().query(sql, extractor, NamedParameterUtils.buildValueArray(parsed, values, null));
    }
}
