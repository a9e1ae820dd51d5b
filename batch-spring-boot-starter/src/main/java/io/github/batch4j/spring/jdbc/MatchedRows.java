package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Shown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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

    private static final int[] NONE = {};

    private static final Set<Integer> INEXACT = Set.of(Types.DOUBLE, Types.FLOAT, Types.REAL);
    private static final long MOST_EXACT = 1L << 53;

    private final String name;
    private final KeyColumns<?> keys;
    private final RowsOfKeys<?> rows;

    /** The indexes of the keys, ascending. */
    private final int[] asked;

    /** The index of the key of each form; made when a row does not come in the order of the keys. */
    private @Nullable Map<Object, Integer> indexes;

    /** The number of keys asked for up to that of the last row, as long as rows come in their order. */
    private int next;

    /** The forms of the keys of all rows. */
    private final Set<Object> found = new HashSet<>();

    /** The keys of rows that nobody has asked for, by their forms. */
    private final Map<Object, Object> strangers = new HashMap<>();

    private boolean any;

    /** True if the column has binary fractions, which are compared with whole numbers by the first 53 bits. */
    private boolean inexact;

    /** The failure of the keys without rows, null if all rows have a key that was asked for. */
    private @Nullable RuntimeException unexpected;

    MatchedRows(String name, KeyColumns<?> keys, RowsOfKeys<?> rows, int... asked) {
        this.name = name;
        this.keys = keys;
        this.rows = rows;
        this.asked = asked;
    }

    /** The index of the key of each form. */
    private Map<Object, Integer> indexes() {
        Map<Object, Integer> known = indexes;
        if (known == null) {
            known = new HashMap<>(2 * asked.length);
            for (int i : asked) {
                Object form = LookAlikes.form(keys, rows.asked.get(i));
                if (known.put(form, i) != null) {
                    known.put(form, SEVERAL);
                }
            }
            indexes = known;
        }
        return known;
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
            any = true;
            int inOrder = indexInOrder(key);
            if (inOrder >= 0) {
                rows.add(inOrder, result);
                continue;
            }
            Object form = LookAlikes.form(keys, key);
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

    /**
     * The index of the key of a row that is of the next key, or of the same as the last row; -1 if it is of another.
     * Databases read keys in the order of an index, and many programs ask in that order. Only for keys that no other
     * can be equal to.
     */
    private int indexInOrder(Object key) {
        if (indexes != null || keys.areSpelled() || keys.areRounded()) {
            return -1;
        }
        if (next < asked.length && key.equals(rows.asked.get(asked[next]))) {
            return asked[next++];
        }
        return next > 0 && key.equals(rows.asked.get(asked[next - 1])) ? asked[next - 1] : -1;
    }

    private @Nullable Integer indexOf(Object form) {
        Integer index = indexes().get(form);
        if (index == null && asked.length == 1 && mayBeStoredAs(rows.asked.get(asked[0]), Set.of(form))) {
            return asked[0];
        }
        return index;
    }

    private boolean mayBeStoredAs(Object key, Set<Object> forms) {
        return LookAlikes.rounded(keys, key).anyMatch(forms::contains);
    }

    /** Fails the keys that may have rows which were not recognised, and returns those to be asked for alone. */
    int[] finish() {
        int[] without = IntStream.of(asked).filter(i -> !rows.has(i)).toArray();
        int[] again = asked.length == 1
                ? NONE
                : IntStream.of(without)
                        .filter(i -> isDoubtful(rows.asked.get(i)))
                        .toArray();
        for (int doubtful : again) {
            LookAlikes.rounded(keys, rows.asked.get(doubtful)).forEach(strangers::remove);
        }
        if (!strangers.isEmpty() && !(inexact && again.length > 0)) {
            String shown = Shown.key(strangers.values().iterator().next());
            unexpected = unexpected("is '" + shown + "', which nobody has asked for", null);
        }
        if (unexpected != null) {
            for (int key : without) {
                if (Arrays.binarySearch(again, key) < 0) {
                    rows.fail(key, unexpected);
                }
            }
        }
        return again;
    }

    private boolean isDoubtful(Object key) {
        Object form = LookAlikes.form(keys, key);
        return (inexact && key instanceof Long number && Math.abs(number) > MOST_EXACT && any)
                || (found.contains(form) && Objects.equals(indexes().get(form), SEVERAL))
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
