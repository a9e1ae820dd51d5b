package io.github.batch4j.spring.batched;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The place where a value has its key.
 *
 * @param member a method without parameters or a field of the value, or a method of the bean that takes the value
 * @param type the type of the key
 */
record ValueKey(Member member, ResolvableType type) {

    /** Finds a property of a value, or a method of the bean, by its name. */
    static @Nullable ValueKey find(ResolvableType value, String name, Class<?> bean) {
        return Stream.of(accessor(value, name), field(value, name), method(value, name, bean))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<ValueKey> accessor(ResolvableType value, String name) {
        Class<?> type = value.toClass();
        List<String> names = List.of(name, "get" + StringUtils.capitalize(name));
        return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .filter(method -> names.contains(method.getName()) && method.getParameterCount() == 0)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getReturnType() != void.class)
                .filter(method -> method.trySetAccessible())
                .map(method -> new ValueKey(method, Types.boxed(ResolvableType.forMethodReturnType(method, type))))
                .findFirst();
    }

    private static Optional<ValueKey> field(ResolvableType value, String name) {
        Field field = ReflectionUtils.findField(value.toClass(), name);
        return field == null || Modifier.isStatic(field.getModifiers()) || !field.trySetAccessible()
                ? Optional.empty()
                : Optional.of(new ValueKey(field, Types.boxed(ResolvableType.forField(field, value.toClass()))));
    }

    private static Optional<ValueKey> method(ResolvableType value, String name, Class<?> bean) {
        return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(bean))
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> Types.fits(Types.parameter(method, 0, bean), value))
                .filter(method -> method.trySetAccessible())
                .map(method -> new ValueKey(method, Types.boxed(Types.result(method, bean))))
                .findFirst();
    }

    /** Reads the key of a value. */
    @Nullable
    Object of(Object value, Object bean) {
        if (member instanceof Field field) {
            return ReflectionUtils.getField(field, References.resolve(value));
        }
        Method method = (Method) member;
        return method.getParameterCount() == 0
                ? Calls.invoke(method, References.resolve(value))
                : Calls.invoke(method, bean, value);
    }
}
