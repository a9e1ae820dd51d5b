package io.github.batch4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All Java in the documentation is a region of a test, to the letter, and all links lead somewhere. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern SNIPPET =
            Pattern.compile("(?:<!-- (\\w+#\\w+) -->\\n)?```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("// tag::(\\w+)\\[]\\n(.*?)\\n *// end::\\1\\[]", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .toList();
        }
    }

    @Test
    void readmeIsAmongTheDocuments() throws IOException {
        assertThat(documents()).contains(Path.of("README.md"), Path.of("docs", "batchers.md"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void javaIsTested(Path document) throws IOException {
        Map<String, String> regions = regions();
        for (MatchResult snippet : find(SNIPPET, Files.readString(ROOT.resolve(document)))) {
            assertThat(snippet.group(1))
                    .as("test of the snippet %s", snippet.group(2))
                    .isNotNull();
            assertThat(snippet.group(2)).as(snippet.group(1)).isEqualTo(regions.get(snippet.group(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        Path folder = ROOT.resolve(document).getParent();
        assertThat(find(LINK, Files.readString(ROOT.resolve(document))))
                .extracting(link -> folder.resolve(link.group(1)))
                .allSatisfy(target -> assertThat(target).exists());
    }

    /** The regions of all tests, by the class and their name. */
    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new HashMap<>();
        for (Path module : List.of(ROOT.resolve("batch-core"), ROOT.resolve("batch-spring-boot-starter"))) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    find(REGION, Files.readString(file))
                            .forEach(region -> regions.put(
                                    type + "#" + region.group(1),
                                    region.group(2).stripIndent().stripTrailing()));
                }
            }
        }
        return regions;
    }

    private static List<MatchResult> find(Pattern pattern, String text) {
        return pattern.matcher(text.replace("\r\n", "\n")).results().toList();
    }
}
