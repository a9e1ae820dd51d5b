package io.github.batch4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The public API of a library is the one in its {@code api.txt}, so that every change of it is seen in a diff.
 *
 * <p>To write a change into the listings, run {@value #UPDATE}.
 */
class PublicApiTest {

    private static final String UPDATE = "./mvnw -q -pl build-tests -am test -Dtest=PublicApiTest -Dapi.update"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    @ParameterizedTest
    @ValueSource(
            strings = {"batch-core", "batch-kotlin", "batch-spring-boot-starter", "batch-spring-boot-starter-test"})
    void theApiIsTheListedOne(String library) throws IOException {
        Path listing = BuildFiles.root().resolve(library).resolve("api.txt");
        List<String> actual = ApiListing.of(BuildFiles.library(library)).lines();
        if (System.getProperty("api.update") != null) {
            Files.write(listing, actual);
        }

        List<String> listed = Files.readAllLines(listing);

        assertThat(changes(listed, actual))
                .as(
                        "changes of the public API of %s. If they are meant, run%n  %s%nand commit api.txt",
                        library, UPDATE)
                .isEmpty();
        assertThat(actual).isEqualTo(listed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"batch-core", "batch-kotlin", "batch-spring-boot-starter", "batch-spring-boot-starter-test"})
    void noPublicHeaderNamesATypeThatIsNotPublic(String library) {
        assertThat(ApiListing.of(BuildFiles.library(library)).linesWithHiddenTypes())
                .isEmpty();
    }

    @Test
    void theGuideForContributorsHasTheCommand() throws IOException {
        assertThat(Files.readString(BuildFiles.root().resolve("CONTRIBUTING.md")))
                .contains("`" + UPDATE + "`");
    }

    private static List<String> changes(List<String> before, List<String> after) {
        List<String> removed = withTypes(before);
        removed.removeAll(withTypes(after));
        List<String> added = withTypes(after);
        added.removeAll(withTypes(before));
        return Stream.concat(
                        removed.stream().map(line -> "- " + line),
                        added.stream().map(line -> "+ " + line))
                .toList();
    }

    /** The lines, those of members with the type that they belong to. */
    private static List<String> withTypes(List<String> lines) {
        List<String> result = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                result.add(type + ": " + line.strip());
            } else {
                type = line;
                result.add(line);
            }
        }
        return result;
    }
}
