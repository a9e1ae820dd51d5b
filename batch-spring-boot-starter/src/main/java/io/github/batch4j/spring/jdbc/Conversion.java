package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.dao.TypeMismatchDataAccessException;

/** The conversion of values from a driver. Its failures name types only; those of Spring contain the value. */
final class Conversion {

    private Conversion() {}

    /** Converts a value to another type; null stays null. */
    static <T> @Nullable T of(@Nullable Object value, Class<T> type, String column) {
        try {
            return DefaultConversionService.getSharedInstance().convert(value, type);
        } catch (ConversionException failure) {
            throw new TypeMismatchDataAccessException("column " + column + " expects what can be converted to "
                    + type.getName() + ", got "
                    + (value == null ? "null" : "a " + value.getClass().getName()) + " that cannot");
        }
    }
}
