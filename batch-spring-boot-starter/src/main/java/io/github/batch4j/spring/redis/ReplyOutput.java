package io.github.batch4j.spring.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply of any kind: bytes, numbers, booleans, nil, and lists of them. A map is a list of alternating keys and
 * values, as in the older version of the protocol.
 */
final class ReplyOutput extends CommandOutput<byte[], byte[], @Nullable Object> {

    /** The lists that have begun and not ended, innermost first. */
    private final Deque<Open> open = new ArrayDeque<>(2);

    /** True if the reply is expected to be a list of strings. */
    private final boolean packs;

    /** The list of strings that has begun and not ended; null if there is none. */
    private @Nullable PackedStrings strings;

    private static final class Open {

        private final List<@Nullable Object> elements;
        private int missing;

        Open(int count) {
            this.elements = new ArrayList<>(count);
            this.missing = count;
        }
    }

    /**
     * Makes an output for a reply.
     *
     * @param packs true if it is expected to be a list of strings; it may be another one all the same
     */
    @SuppressWarnings("NullAway") // there is no output yet, which the driver's type cannot express
    ReplyOutput(boolean packs) {
        super(ByteArrayCodec.INSTANCE, null);
        this.packs = packs;
    }

    /** Discards a partial reply: it begins anew. */
    @SuppressWarnings("NullAway") // as above
    void forget() {
        output = null;
        open.clear();
        strings = null;
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        PackedStrings list = strings;
        if (list != null) {
            list.add(bytes);
            strings = list.missing() > 0 ? list : null;
            return;
        }
        if (bytes == null) {
            add(null);
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        add(copy);
    }

    @Override
    public void set(long integer) {
        add(integer);
    }

    @Override
    public void set(double number) {
        add(number);
    }

    @Override
    public void set(boolean value) {
        add(value);
    }

    @Override
    public void multi(int count) {
        if (count < 0) {
            add(null);
            return;
        }
        if (packs && count > 0 && output == null) {
            strings = new PackedStrings(count);
            output = strings;
            return;
        }
        Open list = new Open(count);
        add(Collections.unmodifiableList(list.elements));
        if (count > 0) {
            open.push(list);
        }
    }

    /** The count is that of the pairs. */
    @Override
    public void multiMap(int count) {
        multi(2 * count);
    }

    private void add(@Nullable Object element) {
        PackedStrings list = strings;
        if (list != null) {
            strings = null;
            unpack(list);
        }
        addElement(element);
    }

    /** Replaces a list that turns out to have other elements than strings. */
    private void unpack(PackedStrings strings) {
        Open list = new Open(strings.size() + strings.missing());
        list.elements.addAll(Arrays.asList(strings.unpacked()));
        list.missing = strings.missing();
        output = Collections.unmodifiableList(list.elements);
        open.push(list);
    }

    @SuppressWarnings("NullAway") // as above
    private void addElement(@Nullable Object element) {
        Open list = open.peek();
        if (list == null) {
            output = element;
            return;
        }
        list.elements.add(element);
        list.missing--;
        if (list.missing == 0) {
            open.pop();
        }
    }
}
