package io.github.batch4j.spring.batched;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * An annotated method, and the one of the same bean that answers many of its calls.
 *
 * @param keyIndex the parameter that is the key, and in the other method the keys
 */
record Pair(Method single, Method batch, int keyIndex) {

    /**
     * Finds the method for many.
     *
     * @throws WrongPair if there is not exactly one
     */
    static Pair find(Class<?> type, Method single, Batched options) {
        if (single.getParameterCount() == 0) {
            throw new WrongPair(type, single, options, "expected a parameter that is the key, found none");
        }
        List<Method> named = Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .filter(method -> method.getName().equals(options.value()))
                .filter(method -> !method.isBridge() && !method.equals(single))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (Method batch : named) {
            if (!isHidden(batch) && batch.getParameterCount() == single.getParameterCount()) {
                IntStream.range(0, single.getParameterCount())
                        .filter(key -> isPair(type, single, batch, key))
                        .forEach(key -> pairs.add(new Pair(single, batch, key)));
            }
        }
        if (pairs.size() == 1) {
            return pairs.get(0);
        }
        String found = named.isEmpty() ? "no method of this name" : shown(named, type);
        throw new WrongPair(
                type,
                single,
                options,
                "expected " + (pairs.isEmpty() ? "a method " : "only one method ") + options.value() + " with "
                        + parameters(type, single) + ", not private or static, found " + found);
    }

    private static boolean isHidden(Method method) {
        return Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
    }

    private static boolean isPair(Class<?> type, Method single, Method batch, int key) {
        return IntStream.range(0, single.getParameterCount()).allMatch(i -> {
            ResolvableType one = Types.parameter(single, i, type);
            ResolvableType other = Types.parameter(batch, i, type);
            return i == key ? isManyOf(one, other) : Types.fits(other, one);
        });
    }

    private static boolean isManyOf(ResolvableType key, ResolvableType keys) {
        return Types.isOneOf(keys.toClass(), Collection.class, List.class, Set.class, Iterable.class)
                && Types.fits(keys.as(Iterable.class).getGeneric(), key);
    }

    private static String parameters(Class<?> type, Method single) {
        ResolvableType key = Types.boxed(Types.parameter(single, 0, type));
        return single.getParameterCount() == 1
                ? "a Collection, List, Set or Iterable of " + Types.shown(key)
                : "the same parameters, one of them as a Collection, List, Set or Iterable";
    }

    private static String shown(List<Method> methods, Class<?> type) {
        return methods.stream()
                .map(method -> Types.shown(method, type))
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    ResolvableType keyType(Class<?> type) {
        return Types.boxed(Types.parameter(single, keyIndex, type));
    }
}
