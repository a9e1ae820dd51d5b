package io.github.batch4j;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The layers of the package documentation, bottom first: no type depends on one of a later layer. The types of the API
 * are known to all layers from the batches on; their own dependencies are free, as they hold the factory methods.
 */
@Tag("sources")
class LayersTest {

    private static final Path MAP = Path.of("src/main/java/io/github/batch4j/package-info.java");
    private static final Pattern LAYER = Pattern.compile("<li><b>(\\w+)</b>");
    private static final Pattern TYPE = Pattern.compile("\\{@code (\\w+)}");

    /** The part of the API that the layers below the batches may depend on. */
    private static final Set<String> LOW_API = Set.of("CoroutineKind", "ThreadContext");

    /** The size of the one cycle of the engine, its frames and generators, and the API with their factories. */
    private static final int LARGEST_CYCLE = 49;

    private static final Set<JavaClass> TYPES = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackagesOf(BatchExecutor.class).stream()
                    .filter(type ->
                            isOfThePackage(type) && !type.getSimpleName().equals("package-info"))
                    .collect(toSet());

    private final Map<String, Set<String>> dependencies = dependencies();
    private final Set<String> hidden = TYPES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .collect(toCollection(TreeSet::new));
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> layers = layers();

    @Test
    void theMapHasTheLayersInTheirOrder() {
        assertThat(names).containsExactly("Failures", "Coroutines", "Batches", "Engine");
    }

    @Test
    void everyHiddenTypeHasOneLayer() {
        assertThat(layers.keySet()).isEqualTo(hidden);
    }

    @Test
    void noTypeKnowsOneOfALaterLayer() {
        List<String> upwards = new ArrayList<>();
        dependencies.forEach((from, known) -> known.forEach(to -> {
            if (layers.containsKey(from) && !mayKnow(from, to)) {
                upwards.add(from + " -> " + to);
            }
        }));

        assertThat(upwards).isEmpty();
    }

    private boolean mayKnow(String from, String to) {
        if (layers.containsKey(to)) {
            return layers.get(to) <= layers.get(from);
        }
        return layers.get(from) >= names.indexOf("Batches")
                || LOW_API.contains(to) && layers.get(from) >= names.indexOf("Coroutines")
                || to.endsWith("Exception");
    }

    @Test
    void theLargestCycleIsNoLargerThanItWas() {
        Set<String> largest = Cycles.largest(dependencies);
        System.out.println(
                "largest dependency cycle: " + largest.size() + " of " + dependencies.size() + " types, " + largest);

        assertThat(largest).hasSizeLessThanOrEqualTo(LARGEST_CYCLE);
    }

    private Map<String, Integer> layers() {
        Map<String, Integer> found = new TreeMap<>();
        String map = read(MAP);
        List<MatchResult> starts = LAYER.matcher(map).results().toList();
        for (int i = 0; i < starts.size(); i++) {
            int layer = i;
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : map.length();
            names.add(starts.get(i).group(1));
            TYPE.matcher(map.substring(starts.get(i).end(), end)).results().forEach(type -> {
                Integer before = found.put(type.group(1), layer);
                assertThat(before).as("layer of " + type.group(1)).isIn(null, layer);
            });
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The dependencies of each type of the package, where nested types count as their outermost one. */
    private static Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> found = new TreeMap<>();
        TYPES.forEach(type ->
                found.computeIfAbsent(outermost(type), any -> new TreeSet<>()).addAll(known(type)));
        found.forEach((name, known) -> known.remove(name));
        return found;
    }

    private static List<String> known(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(LayersTest::isOfThePackage)
                .map(LayersTest::outermost)
                .toList();
    }

    private static boolean isOfThePackage(JavaClass type) {
        return type.getPackageName().equals(BatchExecutor.class.getPackageName());
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }
}
