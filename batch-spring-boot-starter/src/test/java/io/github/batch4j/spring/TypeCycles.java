package io.github.batch4j.spring;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cycles among the top-level types of a package: the strongly connected components of more than one type, by
 * Tarjan's algorithm. Nested types count as the type around them, and a sealed interface depends on the types that it
 * permits.
 */
final class TypeCycles {

    private final Map<String, Set<String>> dependencies = new TreeMap<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Set<String>> cycles = new ArrayList<>();

    private TypeCycles() {}

    /** The simple names of the types of each cycle. */
    static Collection<Set<String>> of(JavaClasses classes, Package in) {
        TypeCycles cycles = new TypeCycles();
        for (JavaClass type : classes) {
            if (type.getPackageName().equals(in.getName())) {
                cycles.add(type);
            }
        }
        for (String type : cycles.dependencies.keySet()) {
            if (!cycles.index.containsKey(type)) {
                cycles.visit(type);
            }
        }
        return cycles.cycles;
    }

    private void add(JavaClass type) {
        Set<String> known = dependencies.computeIfAbsent(topLevel(type), any -> new TreeSet<>());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (target.getPackageName().equals(type.getPackageName())) {
                known.add(topLevel(target.getBaseComponentType()));
            }
        }
        Class<?>[] permitted = type.reflect().getPermittedSubclasses();
        if (permitted != null) {
            for (Class<?> subtype : permitted) {
                known.add(topLevel(subtype.getName()));
            }
        }
    }

    private static String topLevel(JavaClass type) {
        return topLevel(type.getName());
    }

    private static String topLevel(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    }

    private void visit(String type) {
        index.put(type, index.size());
        low.put(type, index.get(type));
        path.push(type);
        for (String next : dependencies.getOrDefault(type, Set.of())) {
            if (!index.containsKey(next)) {
                visit(next);
                low.merge(type, low.get(next), Math::min);
            } else if (path.contains(next)) {
                low.merge(type, index.get(next), Math::min);
            }
        }
        if (low.get(type).equals(index.get(type))) {
            Set<String> component = new TreeSet<>();
            do {
                component.add(path.peek());
            } while (!path.pop().equals(type));
            if (component.size() > 1) {
                cycles.add(component);
            }
        }
    }
}
