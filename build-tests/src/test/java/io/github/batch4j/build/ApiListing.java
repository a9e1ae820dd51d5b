package io.github.batch4j.build;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Listing of all that a library's exported packages let others use: types, members, generics, exceptions, nullness. */
final class ApiListing {

    private static final Pattern OUR_TYPE = Pattern.compile("io\\.github\\.batch4j(\\.[\\w$]+)+");

    private final List<Class<?>> types;

    private ApiListing(List<Class<?>> types) {
        this.types = types;
    }

    /** The listing of the module in a jar or in a folder of classes. */
    static ApiListing of(Path module) {
        ModuleReference reference = ModuleFinder.of(module).findAll().iterator().next();
        Set<String> exported = new TreeSet<>();
        reference.descriptor().exports().forEach(export -> exported.add(export.source()));
        try (ModuleReader reader = reference.open();
                Stream<String> entries = reader.list()) {
            return new ApiListing(entries.filter(entry -> entry.endsWith(".class"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .filter(name -> !name.endsWith("-info"))
                    .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                    .sorted()
                    .<Class<?>>map(ApiListing::load)
                    .filter(ApiListing::isPartOfApi)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One line for each type, followed by an indented one for each member. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : types) {
            lines.add(header(type));
            members(type).map(member -> "    " + member).forEach(lines::add);
        }
        return lines;
    }

    /** Lines that name a type of ours that no user can name. */
    List<String> linesWithHiddenTypes() {
        return lines().stream()
                .filter(line -> OUR_TYPE.matcher(line).results().anyMatch(type -> !isPartOfApi(load(type.group()))))
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static boolean isPartOfApi(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return isVisible(type.getModifiers()) && !type.isSynthetic() && (enclosing == null || isPartOfApi(enclosing));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        int implied = type.isInterface() || type.isRecord() || type.isEnum()
                ? Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC
                : 0;
        String sealed = type.isSealed() ? "sealed " : "";
        return modifiers(type.getModifiers() & ~implied & ~Modifier.INTERFACE) + sealed + kind + " " + type.getName()
                + ApiTypes.parameters(type.getTypeParameters())
                + clause(" extends ", superclass(type))
                + clause(type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces());
    }

    private static AnnotatedType[] superclass(Class<?> type) {
        boolean implied =
                type.isInterface() || type.isEnum() || type.isRecord() || type.getSuperclass() == Object.class;
        return implied ? new AnnotatedType[0] : new AnnotatedType[] {type.getAnnotatedSuperclass()};
    }

    /** Fields, then constructors, then methods, each by their names. */
    private static Stream<String> members(Class<?> type) {
        Stream<String> fields = listed(type.getDeclaredFields())
                .map(field -> modifiers(field.getModifiers()) + ApiTypes.text(field.getAnnotatedType()) + " "
                        + field.getName());
        Stream<String> constructors = listed(type.getDeclaredConstructors())
                .map(constructor -> modifiers(constructor.getModifiers())
                        + generics(constructor)
                        + type.getSimpleName()
                        + signature(constructor))
                .sorted();
        Stream<String> methods = listed(type.getDeclaredMethods())
                .map(method -> modifiers(method.getModifiers())
                        + (method.isDefault() ? "default " : "")
                        + generics(method)
                        + ApiTypes.text(method.getAnnotatedReturnType())
                        + " "
                        + method.getName()
                        + signature(method))
                .sorted(Comparator.comparing(ApiListing::fromName).thenComparing(line -> line));
        return Stream.of(fields, constructors, methods).flatMap(members -> members);
    }

    private static <T extends Member> Stream<T> listed(T[] members) {
        return Arrays.stream(members)
                .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic())
                .sorted(Comparator.comparing(Member::getName));
    }

    private static String fromName(String method) {
        return method.replaceFirst("^.* (?=\\w+\\()", "");
    }

    private static String generics(Executable executable) {
        String parameters = ApiTypes.parameters(executable.getTypeParameters());
        return parameters.isEmpty() ? "" : parameters + " ";
    }

    private static String signature(Executable executable) {
        String parameters = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(ApiTypes::text)
                .collect(joining(", "));
        String shown = executable.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters;
        return "(" + shown + ")" + clause(" throws ", executable.getAnnotatedExceptionTypes());
    }

    private static String clause(String word, AnnotatedType[] types) {
        return types.length == 0 ? "" : Arrays.stream(types).map(ApiTypes::text).collect(joining(", ", word, ""));
    }

    private static String modifiers(int modifiers) {
        int shown = modifiers
                & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT);
        return shown == 0 ? "" : Modifier.toString(shown) + " ";
    }
}
