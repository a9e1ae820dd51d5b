package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * The rows of a text that is not joined with its keys, matched by the value that each has in the columns of the key. A
 * row goes to the only key that may be equal to the database. If there are several, none of them gets it: each has to
 * be asked for alone.
 */
final class MatchedRows implements ResultSetExtractor<@Nullable Void> {

    /** In place of an index: there are several keys of this form. */
    private static final int SEVERAL = -1;

    private static final Set<Integer> INEXACT = Set.of(Types.DOUBLE, Types.FLOAT, Types.REAL);
    private static final long MOST_EXACT = 1L << 53;

    private final String name;
    private final KeyColumns<?> keys;
    private final RowsOfKeys<?> rows;

    /** The indexes of the keys. */
    private final List<Integer> asked;

    /** The index of the key of each form. */
    private final Map<Object, Integer> indexes;

    /** The forms of the keys of all rows. */
    private final Set<Object> found = new HashSet<>();

    /** The keys of rows that nobody has asked for, by their forms. */
    private final Map<Object, Object> strangers = new HashMap<>();

    private boolean any;

    /** True if the column has binary fractions, which are compared with whole numbers by the first 53 bits. */
    private boolean inexact;

    /** The failure of the keys without rows, null if all rows have a key that was asked for. */
    private @Nullable RuntimeException unexpected;

    MatchedRows(String name, KeyColumns<?> keys, RowsOfKeys<?> rows, List<Integer> asked) {
        this.name = name;
        this.keys = keys;
        this.rows = rows;
        this.asked = asked;
        this.indexes = new HashMap<>(2 * asked.size());
        for (Integer i : asked) {
            Object form = LookAlikes.form(keys, rows.asked.get(i));
            if (indexes.put(form, i) != null) {
                indexes.put(form, SEVERAL);
            }
        }
    }

    @Override
    public @Nullable Void extractData(ResultSet result) throws SQLException {
        int[] columns = FoundColumns.of(name, keys, result);
        inexact = columns.length == 1 && INEXACT.contains(result.getMetaData().getColumnType(columns[0]));
        while (result.next()) {
            Object key;
            try {
                key = keys.read(result, columns);
            } catch (SQLException | RuntimeException failure) {
                unexpected = unexpected("cannot be read as " + keys.types(), failure);
                continue;
            }
            if (key == null) {
                unexpected = unexpected("is null, which nobody has asked for", null);
                continue;
            }
            Object form = LookAlikes.form(keys, key);
            any = true;
            if (keys.areSpelled() || keys.areRounded()) {
                found.add(form);
            }
            Integer index = indexOf(form);
            if (index == null) {
                strangers.putIfAbsent(form, key);
            } else if (index != SEVERAL) {
                rows.add(index, result);
            }
        }
        return null;
    }

    private @Nullable Integer indexOf(Object form) {
        Integer index = indexes.get(form);
        if (index == null && asked.size() == 1 && mayBeStoredAs(rows.asked.get(asked.get(0)), Set.of(form))) {
            return asked.get(0);
        }
        return index;
    }

    private boolean mayBeStoredAs(Object key, Set<Object> forms) {
        return LookAlikes.rounded(keys, key).anyMatch(forms::contains);
    }

    /** Fails the keys that may have rows which were not recognised, and returns those to be asked for alone. */
    List<Integer> finish() {
        List<Integer> again = new ArrayList<>(0);
        List<Integer> without = new ArrayList<>(0);
        for (Integer i : asked) {
            if (!rows.has(i)) {
                (asked.size() > 1 && isDoubtful(rows.asked.get(i)) ? again : without).add(i);
            }
        }
        for (Integer doubtful : again) {
            LookAlikes.rounded(keys, rows.asked.get(doubtful)).forEach(strangers::remove);
        }
        if (!strangers.isEmpty() && !(inexact && !again.isEmpty())) {
            String shown = Shown.key(strangers.values().iterator().next());
            unexpected = unexpected("is '" + shown + "', which nobody has asked for", null);
        }
        if (unexpected != null) {
            for (Integer key : without) {
                rows.fail(key, unexpected);
            }
        }
        return again;
    }

    private boolean isDoubtful(Object key) {
        Object form = LookAlikes.form(keys, key);
        return (inexact && key instanceof Long number && Math.abs(number) > MOST_EXACT && any)
                || (found.contains(form) && Objects.equals(indexes.get(form), SEVERAL))
                || mayBeStoredAs(key, found);
    }

    private RuntimeException unexpected(String what, @Nullable Exception cause) {
        return new InvalidDataAccessApiUsageException(
                name + " has returned a row whose key " + keys + " " + what
                        + ", so this key may have rows that were not recognised. Is it the right column? Does the"
                        + " database take keys for equal that are not, as by a collation that ignores case?",
                cause);
    }
}
