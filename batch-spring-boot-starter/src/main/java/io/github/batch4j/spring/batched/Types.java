package io.github.batch4j.spring.batched;

import java.lang.reflect.Method;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Types of parameters and results, resolved against the class of a bean. */
final class Types {

    private Types() {}

    static ResolvableType parameter(Method method, int index, Class<?> type) {
        return ResolvableType.forMethodParameter(method, index, type);
    }

    static ResolvableType result(Method method, Class<?> type) {
        return ResolvableType.forMethodReturnType(method, type);
    }

    /** The wrapper of a primitive type, any other type as it is. */
    static ResolvableType boxed(ResolvableType type) {
        Class<?> raw = type.resolve();
        return raw != null && raw.isPrimitive()
                ? ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(raw))
                : type;
    }

    /** True if values of a type can be used where another is expected; also if one of them is not known. */
    static boolean fits(ResolvableType expected, ResolvableType given) {
        return isUnknown(expected) || isUnknown(given) || boxed(expected).isAssignableFrom(boxed(given));
    }

    /** True if a value of one type may equal one of the other. */
    static boolean mayEqual(ResolvableType one, ResolvableType other) {
        return fits(one, other) || fits(other, one);
    }

    private static boolean isUnknown(ResolvableType type) {
        return type == ResolvableType.NONE || (type.getType() instanceof TypeVariable<?> && type.resolve() == null);
    }

    /** A type without its packages. */
    static String shown(ResolvableType type) {
        return type.toString().replaceAll("\\b(?:[a-z_]\\w*\\.)+", "").replace('$', '.');
    }

    /** A method with its parameters, and its result in front. */
    static String shown(Method method, Class<?> type) {
        return shown(result(method, type)) + " " + method.getName() + "("
                + IntStream.range(0, method.getParameterCount())
                        .mapToObj(i -> shown(parameter(method, i, type)))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    static boolean isOneOf(Class<?> type, Class<?>... types) {
        return Arrays.asList(types).contains(type);
    }
}
