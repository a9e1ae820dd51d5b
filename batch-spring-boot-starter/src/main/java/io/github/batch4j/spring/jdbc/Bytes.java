package io.github.batch4j.spring.jdbc;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A key of bytes with the equality and order of its content, which an array does not have. Immutable. */
final class Bytes implements Comparable<Bytes> {

    private final byte[] content;

    Bytes(byte[] content) {
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }

    /** These bytes without zeros and spaces at their end, as databases add them to a fixed length. */
    Bytes withoutPadding() {
        int length = content.length;
        while (length > 0 && (content[length - 1] == 0 || content[length - 1] == ' ')) {
            length--;
        }
        return length == content.length ? this : new Bytes(Arrays.copyOf(content, length));
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compare(content, other.content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "0x" + HexFormat.of().formatHex(content);
    }
}
