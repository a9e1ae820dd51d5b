package io.github.batch4j.spring.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Statements that run through the application's template, with its settings. Its limit of rows is taken off: it is
 * meant for one query, and the rows of a batch answer many.
 *
 * <p>The template itself is used, not a copy: it may be of a class of the application's own, and may be set anew.
 */
final class Statements {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final @Nullable Integer timeout;

    /**
     * Statements of a template.
     *
     * @param timeout their limit of time in seconds, null for that of the template
     */
    Statements(JdbcTemplate jdbc, @Nullable Integer timeout) {
        this.jdbc = jdbc;
        this.named = new Named(jdbc);
        this.timeout = timeout;
    }

    /** Runs a query with its values in order. */
    void query(String sql, @Nullable Object[] values, ResultSetExtractor<@Nullable Void> extractor) {
        jdbc.query(sql, new Values(values), extractor);
    }

    /** Runs a query with parameters by name. */
    void query(String text, SqlParameterSource values, ResultSetExtractor<@Nullable Void> extractor) {
        named.query(text, values, extractor);
    }

    /** Sets what holds for a batch; to be called before the statement runs, after the template has set what it sets. */
    void prepare(PreparedStatement statement) throws SQLException {
        if (statement.getMaxRows() > 0) {
            statement.setMaxRows(0);
        }
        if (timeout != null) {
            DataSource source = jdbc.getDataSource();
            statement.setQueryTimeout(source == null ? timeout : lesser(timeout, source));
        }
    }

    /** A limit of time, or what the transaction has left if that is less; Spring would take that if it is more, too. */
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

        @Override
        @SuppressWarnings("NullAway") // whether the result may be null is for the extractor to say
        public <T> T query(String sql, SqlParameterSource values, ResultSetExtractor<T> extractor) {
            return jdbc.query(getPreparedStatementCreator(sql, values), Statements.this::prepare, extractor);
        }
    }
}
