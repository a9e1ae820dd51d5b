package io.github.batch4j.build;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Stream;

/** Text of types as they are written in source, with generics and nullness; the same on every JDK. */
final class ApiTypes {

    private ApiTypes() {}

    static String text(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return text(array.getAnnotatedGenericComponentType()) + (isNullable(type) ? " @Nullable " : "") + "[]";
        }
        String nullable = isNullable(type) ? "@Nullable " : "";
        if (type instanceof AnnotatedParameterizedType generic) {
            String raw = ((ParameterizedType) type.getType()).getRawType().getTypeName();
            return nullable + shortened(raw) + list(generic.getAnnotatedActualTypeArguments());
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            return lower.length > 0
                    ? nullable + "? super " + text(lower[0])
                    : nullable + "?" + bounds(wildcard.getAnnotatedUpperBounds());
        }
        return nullable + shortened(type.getType().getTypeName());
    }

    /** Type parameters in angle brackets, empty if there are none. */
    static String parameters(TypeVariable<?>[] parameters) {
        return parameters.length == 0
                ? ""
                : Arrays.stream(parameters)
                        .map(parameter -> parameter.getName() + bounds(parameter.getAnnotatedBounds()))
                        .collect(joining(", ", "<", ">"));
    }

    private static String list(AnnotatedType[] types) {
        return types.length == 0 ? "" : Arrays.stream(types).map(ApiTypes::text).collect(joining(", ", "<", ">"));
    }

    private static String bounds(AnnotatedType[] bounds) {
        String text = Arrays.stream(bounds).map(ApiTypes::text).collect(joining(" & "));
        return text.equals("Object") || text.isEmpty() ? "" : " extends " + text;
    }

    private static boolean isNullable(AnnotatedType type) {
        return Stream.of(type.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static String shortened(String name) {
        return name.matches("java\\.lang\\.[A-Z]\\w*") ? name.substring("java.lang.".length()) : name;
    }
}
