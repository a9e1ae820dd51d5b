package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reply to an {@code MGET}, whose strings are packed, as the driver hands over its parts. */
class ReplyOutputTest {

    private final ReplyOutput output = new ReplyOutput(true);

    private void receive(@Nullable String... strings) {
        for (String string : strings) {
            output.set(string == null ? null : ByteBuffer.wrap(string.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private PackedStrings strings() {
        return (PackedStrings) output.get();
    }

    /** The elements of the reply, texts for bytes. */
    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object element : (List<?>) output.get()) {
            elements.add(element instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : element);
        }
        return elements;
    }

    @Test
    void stringsOfAnyLengthAreReadAsTheyWereSent() {
        String longest = "\u00fc".repeat(255) + "x";
        String longer = "\u20ac".repeat(3_000);

        output.multi(7);
        receive("user 1", null, "", longest, longer, "user 22222", "last");

        assertThat(elements()).containsExactly("user 1", null, "", longest, longer, "user 22222", "last");
        assertThat(List.of(0, 2, 3, 4, 5, 6))
                .extracting(strings()::text)
                .containsExactly("user 1", "", longest, longer, "user 22222", "last");
        assertThat(strings().text(1)).isNull();
    }

    @Test
    void moreBytesThanArePackedHaveArraysOfTheirOwn() {
        output.multi(9_000);
        for (int i = 0; i < 9_000; i++) {
            receive(String.format("%0500d", i));
        }

        assertThat(strings().text(1)).isEqualTo(String.format("%0500d", 1));
        assertThat(strings().text(8_387)).isEqualTo(String.format("%0500d", 8_387));
        assertThat(strings().text(8_999)).isEqualTo(String.format("%0500d", 8_999));
    }

    @Test
    void otherElementsThanStringsAreReadToo() {
        output.multi(4);
        receive("a");
        output.set(7);
        output.multi(2);
        receive("b", null);
        receive("c");

        assertThat(elements()).hasSize(4).startsWith("a", 7L).endsWith("c");
        assertThat((List<?>) elements().get(2)).hasSize(2);
    }

    @Test
    void aReplyThatBeginsAnewHasNothingOfTheOneBefore() {
        output.multi(3);
        receive("a", "b");

        output.forget();
        output.multi(2);
        receive("c", "d");

        assertThat(elements()).containsExactly("c", "d");
    }
}
