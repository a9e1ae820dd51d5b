package io.github.batch4j.spring.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Statements that run through the application's template, with its settings. Batches run without its limit of rows,
 * which is meant for one query: the rows of a batch answer many.
 *
 * <p>The template itself is used, not a copy: it may be of a class of the application's own, and its settings may
 * change.
 */
final class Statements {

    private final JdbcTemplate jdbc;
    private final Named named;
    private final @Nullable Integer timeout;

    /**
     * Makes the statements of a template.
     *
     * @param timeout their query timeout in seconds, null for that of the template
     */
    Statements(JdbcTemplate jdbc, @Nullable Integer timeout) {
        this.jdbc = jdbc;
        this.named = new Named(jdbc);
        this.timeout = timeout;
    }

    /**
     * Runs a query that is not a batch, with parameters by name: the template's limit of rows applies.
     *
     * @param extractor reads the rows
     */
    void queryOnce(String text, Map<String, ?> values, ResultSetExtractor<@Nullable Void> extractor) {
        jdbc.query(named.creator(text, values), this::limitTime, extractor);
    }

    /** Runs a query of a batch with its values in order. */
    void query(String sql, @Nullable Object[] values, ResultSetExtractor<@Nullable Void> extractor) {
        jdbc.query(sql, new Values(values), extractor);
    }

    /** Runs a query of a batch with parameters by name. */
    void query(String text, SqlParameterSource values, ResultSetExtractor<@Nullable Void> extractor) {
        named.query(text, values, extractor);
    }

    /** Applies the settings of batches to a statement, after the template has applied its own. */
    void prepare(PreparedStatement statement) throws SQLException {
        if (statement.getMaxRows() > 0) {
            statement.setMaxRows(0);
        }
        limitTime(statement);
    }

    private void limitTime(PreparedStatement statement) throws SQLException {
        if (timeout != null) {
            DataSource source = jdbc.getDataSource();
            statement.setQueryTimeout(source == null ? timeout : lesser(timeout, source));
        }
    }

    /** The timeout, or the rest of the transaction's if that is less. Spring would take the rest even if it is more. */
    private static int lesser(int timeout, DataSource source) {
        return TransactionSynchronizationManager.getResource(source) instanceof ConnectionHolder holder
                        && holder.hasTimeout()
                ? Math.min(timeout, holder.getTimeToLiveInSeconds())
                : timeout;
    }

    private final class Values extends ArgumentPreparedStatementSetter {

        Values(@Nullable Object[] values) {
            super(values);
        }

        @Override
        public void setValues(PreparedStatement statement) throws SQLException {
            prepare(statement);
            super.setValues(statement);
        }
    }

    private final class Named extends NamedParameterJdbcTemplate {

        Named(JdbcTemplate jdbc) {
            super(jdbc);
        }

        PreparedStatementCreator creator(String sql, Map<String, ?> values) {
            return getPreparedStatementCreator(sql, new MapSqlParameterSource(values));
        }

        @Override
        public <T extends @Nullable Object> T query(
                String sql, SqlParameterSource values, ResultSetExtractor<T> extractor) {
            return jdbc.query(getPreparedStatementCreator(sql, values), Statements.this::prepare, extractor);
        }
    }
}
