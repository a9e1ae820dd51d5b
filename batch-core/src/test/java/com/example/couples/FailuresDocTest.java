package com.example.couples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The snippets and the stack traces of docs/failures.md. */
class FailuresDocTest {

    private final Couples couples = new Couples();

    @Test
    void aPipelineShowsTheOperatorsThatWereWaiting() throws IOException {
        assertThat(trace(() -> couples.spouses(List.of(1L, 2L)))).isEqualTo(shown("pipeline.txt"));
    }

    @Test
    void aServiceShowsItsLines() throws IOException {
        assertThat(trace(() -> couples.spousesByServices(List.of(1L, 2L)))).isEqualTo(shown("services.txt"));
    }

    @Test
    void theReadmeShowsAPartOfIt() throws IOException {
        assertThat(shown("services.txt")).containsSubsequence(shown("readme.txt"));
    }

    @Test
    void aFailureIsCaughtWhereItSurfaces() {
        assertThat(couples.spouseNames(List.of(1L, 2L))).containsExactly("Cid", "nobody");
    }

    private static List<String> shown(String file) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/failures", file));
    }

    /** The printed stack trace, with dots for the frames of the engine, of the tests and of the JDK. */
    private static List<String> trace(ThrowingCallable call) {
        StringWriter text = new StringWriter();
        catchThrowable(call).printStackTrace(new PrintWriter(text, true));
        return text.toString()
                .replaceAll("(?m)(^\tat (?!com\\.example\\.couples\\.Couples\\.).*\\R)+", "\t...\n")
                .lines()
                .toList();
    }
}
