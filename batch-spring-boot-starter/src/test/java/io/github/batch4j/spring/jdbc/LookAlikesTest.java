package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that keys share if a database may take them for equal. */
class LookAlikesTest {

    private static final KeyColumns<String> TEXTS = KeyColumns.of(String.class, "test", "k");

    record Part(String text, int number) {}

    record Priced(String text, BigDecimal price) {}

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Ann, aNN",
                "ab, \"ab  \"",
                "é, E",
                "é, e\u0301",
                "straße, STRASSE",
                "ß, ss",
                "ﬁ, fi",
                "\"\", \" \"",
                "\ud83d\ude00, \ud83d\ude01",
                "İ, i"
            })
    void textsThatMayBeEqualLookAlike(String one, String other) {
        assertThat(LookAlikes.form(TEXTS, one)).isEqualTo(LookAlikes.form(TEXTS, other));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"Ann, Anna", "ab, \" ab\"", "a b, ab", "1, 01", "\"\", \"\\0\""})
    void otherTextsDoNotLookAlike(String one, String other) {
        assertThat(LookAlikes.form(TEXTS, one)).isNotEqualTo(LookAlikes.form(TEXTS, other));
    }

    @Test
    void recordsLookAlikeIfTheirTextsDoAndTheirOtherPartsAreEqual() {
        KeyColumns<Part> keys = KeyColumns.of(Part.class, "test", "text", "number");

        assertThat(LookAlikes.form(keys, new Part("Ann", 1)))
                .isEqualTo(LookAlikes.form(keys, new Part("ANN ", 1)))
                .isNotEqualTo(LookAlikes.form(keys, new Part("Ann", 2)));
    }

    @Test
    void bytesLookAlikeWithAndWithoutPadding() {
        KeyColumns<byte[]> keys = KeyColumns.of(byte[].class, "test", "k");

        assertThat(LookAlikes.form(keys, new Bytes(new byte[] {1})))
                .isEqualTo(LookAlikes.form(keys, new Bytes(new byte[] {1, 0, 0})))
                .isEqualTo(LookAlikes.form(keys, new Bytes(new byte[] {1, ' ', ' '})))
                .isNotEqualTo(LookAlikes.form(keys, new Bytes(new byte[] {0, 1})));
        assertThat(LookAlikes.form(keys, new Bytes(new byte[] {0})))
                .isEqualTo(LookAlikes.form(keys, new Bytes(new byte[0])));
    }

    @Test
    void otherKeysAreTheirOwnForm() {
        KeyColumns<Long> keys = KeyColumns.of(Long.class, "test", "k");

        assertThat(LookAlikes.form(keys, 1L)).isEqualTo(1L);
        assertThat(LookAlikes.rounded(keys, 1L)).isEmpty();
    }

    @Test
    void decimalsAreCutAndRounded() {
        KeyColumns<BigDecimal> keys = KeyColumns.of(BigDecimal.class, "test", "k");

        assertThat(LookAlikes.rounded(keys, new BigDecimal("1.505")).distinct())
                .containsExactlyInAnyOrderElementsOf(List.of("1", "2", "1.5", "1.51").stream()
                        .map(text -> LookAlikes.form(keys, new BigDecimal(text)))
                        .toList());
        assertThat(LookAlikes.rounded(keys, new BigDecimal("-0.6")))
                .containsExactly(LookAlikes.form(keys, BigDecimal.ZERO), LookAlikes.form(keys, new BigDecimal("-1")));
        assertThat(LookAlikes.rounded(keys, new BigDecimal("7"))).isEmpty();
    }

    @Test
    void timesAreCutAndRounded() {
        LocalDateTime time = LocalDateTime.of(2026, 12, 31, 23, 59, 59, 999_600_000);
        KeyColumns<LocalDateTime> keys = KeyColumns.of(LocalDateTime.class, "test", "k");

        assertThat(LookAlikes.rounded(keys, time).distinct())
                .contains(
                        LookAlikes.form(keys, time.withNano(999_000_000)),
                        LookAlikes.form(keys, time.withNano(0)),
                        LookAlikes.form(keys, LocalDateTime.of(2027, 1, 1, 0, 0)))
                .doesNotContain(LookAlikes.form(keys, time));
    }

    @Test
    void theLastTimesHaveNoneAfterThem() {
        KeyColumns<LocalDateTime> times = KeyColumns.of(LocalDateTime.class, "test", "k");
        KeyColumns<OffsetDateTime> offsets = KeyColumns.of(OffsetDateTime.class, "test", "k");
        KeyColumns<Instant> instants = KeyColumns.of(Instant.class, "test", "k");

        assertThat(LookAlikes.rounded(times, LocalDateTime.MAX))
                .contains(LookAlikes.form(times, LocalDateTime.MAX.withNano(0)));
        assertThat(LookAlikes.rounded(offsets, OffsetDateTime.MAX)).isNotEmpty();
        assertThat(LookAlikes.rounded(instants, Instant.MAX)).isNotEmpty();
    }

    @Test
    void decimalsInRecordsKeepTheirOtherParts() {
        KeyColumns<Priced> keys = KeyColumns.of(Priced.class, "test", "text", "price");

        assertThat(LookAlikes.rounded(keys, new Priced("a", new BigDecimal("1.4"))))
                .containsExactly(
                        LookAlikes.form(keys, new Priced("a", BigDecimal.ONE)),
                        LookAlikes.form(keys, new Priced("a", BigDecimal.ONE)));
    }
}
