package io.github.batch4j.spring.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a reply that are strings or nil: short ones in one array, since an array for each would be most of
 * the memory of a large {@code MGET}. As a list it has the bytes of each, copied when read.
 */
final class PackedStrings extends AbstractList<@Nullable Object> implements RandomAccess {

    /** The number of bits of a length. */
    private static final int LENGTH = 9;

    /** The length from which on a string has an array of its own. */
    private static final int LONG = 1 << LENGTH;

    /** The number of bytes that fit the array. */
    private static final int MOST = 1 << (31 - LENGTH);

    private static final int NIL = -1;
    private static final int OWN = -2;
    private static final byte[] NONE = {};

    /** The offset and the length of each string, or {@link #NIL}, or {@link #OWN}. */
    private final int[] places;

    private int count;
    private byte[] packed = NONE;
    private int size;

    /** The arrays of long strings, by index; null if there are none. */
    private byte @Nullable [] @Nullable [] own;

    PackedStrings(int expected) {
        this.places = new int[expected];
    }

    /** Adds a string, null for nil. */
    void add(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            places[count++] = NIL;
            return;
        }
        int length = bytes.remaining();
        if (length >= LONG || size + length >= MOST) {
            if (own == null) {
                own = new byte[places.length][];
            }
            own[count] = new byte[length];
            bytes.get(own[count]);
            places[count++] = OWN;
            return;
        }
        if (packed.length - size < length) {
            long likely = Math.min((long) length * missing(), Math.max(length, 64L * (size + length)));
            packed = Arrays.copyOf(packed, (int) Math.min(MOST, size + likely));
        }
        bytes.get(packed, size, length);
        places[count++] = (size << LENGTH) | length;
        size += length;
    }

    /** The number of elements that are still to come. */
    int missing() {
        return places.length - count;
    }

    /** The elements so far, unpacked. */
    @Nullable
    Object[] unpacked() {
        @Nullable Object[] elements = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            elements[i] = get(i);
        }
        return elements;
    }

    @Override
    public byte @Nullable [] get(int index) {
        int place = place(index);
        if (place < 0) {
            return place == NIL ? null : own(index);
        }
        return Arrays.copyOfRange(packed, place >>> LENGTH, (place >>> LENGTH) + place % LONG);
    }

    /** The text of a string in UTF-8, null for nil. */
    @Nullable
    String text(int index) {
        int place = place(index);
        if (place < 0) {
            return place == NIL ? null : new String(own(index), StandardCharsets.UTF_8);
        }
        return new String(packed, place >>> LENGTH, place % LONG, StandardCharsets.UTF_8);
    }

    private int place(int index) {
        return places[Objects.checkIndex(index, count)];
    }

    private byte[] own(int index) {
        return Objects.requireNonNull(Objects.requireNonNull(own)[index]);
    }

    @Override
    public int size() {
        return count;
    }
}
