package io.github.batch4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the documents and the Javadoc true: all code is a region of a test, files are shown whole, and links resolve.
 *
 * <p>A region is the code between {@code // tag::name[]} and {@code // end::name[]}, in several pieces if the name
 * comes again. In a document the region is named above the snippet and is the same to the letter; in Javadoc it is the
 * same but for line breaks and indentation. A snippet below the path of a file is that file.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<Path> LIBRARY = List.of(
            ROOT.resolve("batch-core"),
            ROOT.resolve("batch-kotlin"),
            ROOT.resolve("batch-spring-boot-starter"),
            ROOT.resolve("batch-spring-boot-starter-test"));
    private static final List<Path> TESTED = Stream.concat(
                    LIBRARY.stream(), Stream.of(ROOT.resolve("sample-app"), ROOT.resolve("samples/shop")))
            .toList();

    private static final Pattern SNIPPET =
            Pattern.compile("(?:<!-- (\\w+#\\w+) -->\\n)?```(?:java|kotlin)\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("<!-- (\\S+/\\S+) -->\\n```\\w*\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);
    private static final Pattern KDOC_EXAMPLE = Pattern.compile("\\* ```kotlin\\n(.*?)\\n *\\* ```", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile(" *// (tag|end)::(\\w+)\\[]");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern RULE = Pattern.compile("(?m)^(\\d+)\\. ");

    /** All documents of the root and of the folders below it. */
    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 2, (file, is) -> is.isRegularFile())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theDocumentsOfTheModulesAreAmongThem() throws IOException {
        assertThat(documents())
                .contains(Path.of("README.md"), Path.of("docs", "redis.md"), Path.of("benchmarks", "README.md"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void codeIsTested(Path document) throws IOException {
        Map<String, String> regions = regions();
        for (MatchResult snippet : find(SNIPPET, ROOT.resolve(document))) {
            assertThat(snippet.group(1))
                    .as("test of the snippet %s", snippet.group(2))
                    .isNotNull();
            assertThat(snippet.group(2)).as(snippet.group(1)).isEqualTo(regions.get(snippet.group(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void filesAreShownWhole(Path document) throws IOException {
        for (MatchResult shown : find(FILE, ROOT.resolve(document))) {
            assertThat(shown.group(2) + "\n")
                    .as(shown.group(1))
                    .isEqualTo(Files.readString(ROOT.resolve(shown.group(1))).replace("\r\n", "\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksResolve(Path document) throws IOException {
        Path from = ROOT.resolve(document);
        for (MatchResult link : find(LINK, from)) {
            Path target = link.group(1).isEmpty() ? from : from.resolveSibling(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("headings of %s", target).contains(link.group(2));
            }
        }
    }

    /** The anchors that GitHub gives to the headings of a document. */
    private static List<String> anchors(Path document) throws IOException {
        return find(HEADING, document).stream()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void javadocIsTested() throws IOException {
        Set<String> tested = new HashSet<>();
        regions().values().forEach(code -> tested.add(withoutSpace(code)));

        assertThat(examples()).hasSizeGreaterThan(10);
        assertThat(examples())
                .filteredOn(example -> !tested.contains(withoutSpace(example)))
                .as("examples that are no region of a test")
                .isEmpty();
    }

    @Test
    void everyRegionIsShown() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Path document : documents()) {
            find(SNIPPET, ROOT.resolve(document)).forEach(snippet -> shown.add(snippet.group(1)));
        }
        examples().forEach(example -> shown.add(withoutSpace(example)));

        assertThat(regions().entrySet())
                .filteredOn(region -> !shown.contains(region.getKey()))
                .filteredOn(region -> !shown.contains(withoutSpace(region.getValue())))
                .as("regions that nothing shows")
                .isEmpty();
    }

    @Test
    void rulesOfTheContractHaveTests() throws IOException {
        List<String> tests = new ArrayList<>();
        for (Path test : code(ROOT.resolve("batch-core/src/test"))) {
            tests.add(test.getFileName().toString());
        }
        List<MatchResult> rules = find(RULE, ROOT.resolve("docs/design.md"));

        assertThat(rules).hasSize(18);
        assertThat(rules)
                .extracting(rule -> Integer.valueOf(rule.group(1)))
                .allSatisfy(rule -> assertThat(tests).anyMatch(test -> test.startsWith("Rule%02d".formatted(rule))));
    }

    /** The examples in the Javadoc of the library. */
    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        for (Path module : LIBRARY) {
            for (Path file : code(module.resolve("src/main"))) {
                find(isKotlin(file) ? KDOC_EXAMPLE : EXAMPLE, file)
                        .forEach(example -> examples.add(example.group(1).replaceAll("(?m)^ *\\*", "")));
            }
        }
        return examples;
    }

    /** The regions of all tests, by the class and their name. */
    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new TreeMap<>();
        for (Path module : TESTED) {
            for (Path file : code(module.resolve("src/test"))) {
                addRegions(file, regions);
            }
        }
        regions.replaceAll((name, code) -> code.stripTrailing().stripIndent());
        return regions;
    }

    private static void addRegions(Path file, Map<String, String> regions) throws IOException {
        Set<String> open = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            Matcher tag = TAG.matcher(line);
            if (tag.matches()) {
                String name = file.getFileName().toString().replaceFirst("\\.\\w+$", "#") + tag.group(2);
                boolean fits = tag.group(1).equals("tag") ? open.add(name) : open.remove(name);
                assertThat(fits).as("%s in %s", line, file).isTrue();
            } else {
                open.forEach(name -> regions.merge(name, line + "\n", String::concat));
            }
        }
        assertThat(open).as("regions without an end").isEmpty();
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static boolean isKotlin(Path file) {
        return file.toString().endsWith(".kt");
    }

    private static List<Path> code(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> isKotlin(file) || file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<MatchResult> find(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file).replace("\r\n", "\n"))
                .results()
                .toList();
    }
}
