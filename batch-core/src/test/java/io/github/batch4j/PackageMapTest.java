package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The package documentation is the map of the types: it lists all of them, and nothing else. */
@Tag("sources")
class PackageMapTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/batch4j");
    private static final Pattern ON_THE_MAP =
            Pattern.compile("\\{@link io\\.github\\.batch4j\\.(?:findings\\.)?(\\w+)}|\\{@code (\\w+)}");

    @ParameterizedTest
    @ValueSource(strings = {"", "findings"})
    void everyTypeIsOnTheMapAndTheMapNamesNoOther(String folder) throws IOException {
        Path sources = SOURCES.resolve(folder);
        TreeSet<String> named = new TreeSet<>();
        String map = Files.readString(sources.resolve("package-info.java"));
        for (MatchResult found : ON_THE_MAP.matcher(map).results().toList()) {
            named.add(found.group(1) != null ? found.group(1) : found.group(2));
        }
        TreeSet<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.list(sources)) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(types::add);
        }
        types.remove("package-info");

        assertThat(named).isEqualTo(types);
    }
}
