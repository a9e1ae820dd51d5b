package io.github.batch4j;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table in the comment of {@link BodyState} agrees with the code; assertions check every body against it in all
 * tests.
 */
class BodyStateTest {

    private static final Pattern ROW =
            Pattern.compile("^ \\*   ([A-Z]+) [^>\\n]*?(?:-> ([A-Z ]+))?$", Pattern.MULTILINE);

    @Test
    void theTableInTheCommentIsThatOfTheCode() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/batch4j/BodyState.java"));
        Map<String, String> table = ROW.matcher(source)
                .results()
                .collect(toMap(row -> row.group(1), row -> row.group(2) == null ? "" : row.group(2)));

        assertThat(table)
                .isEqualTo(Arrays.stream(BodyState.values()).collect(toMap(Enum::name, BodyStateTest::followers)));
    }

    @Test
    void assertionsAreOnInTests() {
        assertThat(BodyFrame.class.desiredAssertionStatus()).isTrue();
    }

    private static String followers(BodyState state) {
        return state.next().stream().map(Enum::name).collect(joining(" "));
    }
}
