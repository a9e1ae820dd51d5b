package io.github.batch4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the text of every source file, in tests too, that the formatter does not check. */
class SourceRulesTest {

    private static final int LONGEST_LINE = 120;

    /** A comment that is one line and begins with a clause instead of a noun or a verb. */
    private static final Pattern HEADLESS_COMMENT = Pattern.compile(
            "^\\s*/\\*\\* ?(What|Who|That|Whether)\\b.*\\*/\\s*$|^\\s*// ?(What|Who|That|Whether)\\b.*$");

    @Test
    void noLineIsLongerThan120Columns() {
        assertThat(offences(SourceRulesTest::isTooLong))
                .as("lines of more than %s columns", LONGEST_LINE)
                .isEmpty();
    }

    @Test
    void noOneLineCommentBeginsWithAHeadlessClause() {
        assertThat(offences(HEADLESS_COMMENT.asMatchPredicate()))
                .as("comments that begin with What, Who, That or Whether: say what the thing is, or what it does")
                .isEmpty();
    }

    private static boolean isTooLong(String line) {
        return line.codePointCount(0, line.length()) > LONGEST_LINE;
    }

    private static List<String> offences(Predicate<String> offends) {
        try (Stream<Path> folders = Files.walk(BuildFiles.root(), 3)) { // modules, and those in samples
            return folders.filter(folder -> folder.endsWith("src") && Files.isDirectory(folder))
                    .flatMap(SourceRulesTest::walk)
                    .filter(file -> file.toString().matches(".*\\.(java|kt)"))
                    .sorted()
                    .flatMap(file -> offendingLines(file, offends))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> offendingLines(Path file, Predicate<String> offends) {
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .filter(index -> offends.test(lines.get(index)))
                    .mapToObj(index -> BuildFiles.root().relativize(file) + ":" + (index + 1) + ": "
                            + lines.get(index).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
