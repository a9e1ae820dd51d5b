package io.github.batch4j.spring.jdbc;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/** The form in which the driver of a product takes a key, or a part of one. */
final class SentValues {

    /** The day before which PostgreSQL's driver sends -infinity: the first of its calendar. */
    private static final LocalDate FIRST = LocalDate.of(-4712, 1, 1);

    /** The time after which it sends infinity. */
    private static final LocalDateTime LAST = LocalDateTime.MAX.minusNanos(500_000_000);

    private SentValues() {}

    /** The value of a parameter; null, which equals nothing, if the database has no such value. */
    static @Nullable Object parameter(Dbms dbms, Object part) {
        if (isImpossible(dbms, part)) {
            return null;
        }
        if (part instanceof Enum<?> constant) {
            // PostgreSQL makes a value of the column's type, text or enum, of one without a type
            return dbms == Dbms.POSTGRESQL ? new SqlParameterValue(Types.OTHER, constant.name()) : constant.name();
        }
        if (part instanceof UUID id) {
            return hasUuids(dbms) ? id : id.toString();
        }
        if (part instanceof Bytes bytes) {
            return bytes.content();
        }
        if (part instanceof Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }
        return dbms == Dbms.DERBY ? ofDerby(part) : part;
    }

    /** True for a text with the character 0: PostgreSQL has none, and refuses the whole statement. */
    private static boolean isImpossible(Dbms dbms, Object part) {
        return dbms == Dbms.POSTGRESQL && part instanceof String text && text.indexOf('\0') >= 0;
    }

    /** Its driver knows no {@code java.time}. */
    private static Object ofDerby(Object part) {
        if (part instanceof LocalDate date) {
            return Date.valueOf(date);
        }
        return part instanceof LocalDateTime time ? Timestamp.valueOf(time) : part;
    }

    /** False where drivers send a UUID as a Java object, or refuse it: it is stored as text there. */
    private static boolean hasUuids(Dbms dbms) {
        return switch (dbms) {
            case MYSQL, MARIADB, SQLITE, DERBY -> false;
            default -> true;
        };
    }

    /** An array of the class that the driver knows best. */
    static @Nullable Object[] newArray(Dbms dbms, KeyType type, int length) {
        return switch (type.kind()) {
            case TEXT, ENUM -> new String[length];
            case BYTES -> new byte[length][];
            case LONG, INTEGER, SHORT, UUID, BOOLEAN -> (Object[]) Array.newInstance(type.type(), length);
            case DECIMAL -> dbms == Dbms.POSTGRESQL ? new Object[length] : new BigDecimal[length];
            case DATE, TIME, OFFSET_TIME, INSTANT -> new Object[length];
        };
    }

    /** The value of an element of an array; null if the database has no such value. */
    static @Nullable Object element(Dbms dbms, Object part) {
        if (isImpossible(dbms, part)) {
            return null;
        }
        if (part instanceof Enum<?> constant) {
            return constant.name();
        }
        if (part instanceof Bytes bytes) {
            return bytes.content();
        }
        Object time = part instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : part;
        return dbms == Dbms.POSTGRESQL ? ofPostgres(time) : time;
    }

    /** PostgreSQL's driver writes the elements of an array as they print, so these print as its parameters do. */
    private static Object ofPostgres(Object part) {
        if (part instanceof LocalDate date) {
            return date.equals(LocalDate.MAX) ? "infinity" : ofPostgres(date, date.toString());
        }
        if (part instanceof LocalDateTime time) {
            return time.isAfter(LAST)
                    ? "infinity"
                    : ofPostgres(time.toLocalDate(), micros(time).toString());
        }
        if (part instanceof OffsetDateTime time) {
            LocalDateTime local = time.toLocalDateTime();
            return local.isAfter(LAST)
                    ? "infinity"
                    : ofPostgres(
                            time.toLocalDate(), micros(local) + time.getOffset().toString());
        }
        return part instanceof BigDecimal decimal && decimal.scale() < 0 ? decimal.toString() : part;
    }

    private static String ofPostgres(LocalDate date, String iso) {
        return date.isBefore(FIRST) ? "-infinity" : inEra(iso, date.getYear());
    }

    /** Rounds to its microseconds as its driver rounds a parameter. */
    private static LocalDateTime micros(LocalDateTime time) {
        return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }

    /** Writes a year above 9999 without a sign, and one before the first with its era. */
    private static String inEra(String iso, int year) {
        if (year > 9999) {
            return iso.substring(1);
        }
        return year > 0 ? iso : String.format("%04d%s BC", 1 - year, iso.substring(iso.indexOf('-', 1)));
    }
}
