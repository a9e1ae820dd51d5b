package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * The search for the columns of a key in a result. JDBC would take the first of several with the same name, as a join
 * may have them, and rows would be assigned to the keys of another table.
 */
final class FoundColumns {

    private final String query;
    private final KeyColumns<?> keys;
    private final ResultSet rows;
    private final ResultSetMetaData columns;

    private FoundColumns(String query, KeyColumns<?> keys, ResultSet rows) throws SQLException {
        this.query = query;
        this.keys = keys;
        this.rows = rows;
        this.columns = rows.getMetaData();
    }

    /**
     * The numbers of the columns of a key, in its order.
     *
     * @param query the name of the query
     * @throws InvalidDataAccessApiUsageException if a column is missing, or there are several with its name
     */
    static int[] of(String query, KeyColumns<?> keys, ResultSet rows) throws SQLException {
        FoundColumns result = new FoundColumns(query, keys, rows);
        int[] found = new int[keys.count()];
        for (int i = 0; i < found.length; i++) {
            found[i] = result.find(keys.names().get(i));
        }
        return found;
    }

    private int find(String name) throws SQLException {
        int labelled = only(name, ResultSetMetaData::getColumnLabel);
        if (labelled > 0) {
            return labelled;
        }
        only(name, ResultSetMetaData::getColumnName); // some drivers find a column by the name that it has in its table
        try {
            return rows.findColumn(name);
        } catch (SQLException missing) {
            throw new InvalidDataAccessApiUsageException(
                    query + " expects the key " + keys + " among the columns of its result, got " + labels(), missing);
        }
    }

    @FunctionalInterface
    private interface Name {

        String of(ResultSetMetaData columns, int column) throws SQLException;
    }

    /** The column of a name, 0 if there is none. */
    private int only(String name, Name names) throws SQLException {
        int found = 0;
        int count = columns.getColumnCount();
        for (int column = 1; column <= count; column++) {
            if (name.equalsIgnoreCase(names.of(columns, column))) {
                if (found > 0) {
                    throw new InvalidDataAccessApiUsageException(query + " expects one column " + name
                            + " in its result, for the key, got several: " + labels()
                            + "; give that of the key a name of its own in the text, as in 'select o." + name
                            + " as key_" + name + "', and say keyedBy(..., \"key_" + name + "\")");
                }
                found = column;
            }
        }
        return found;
    }

    private List<String> labels() throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            labels.add(JdbcUtils.lookupColumnName(columns, column));
        }
        return labels;
    }
}
