package io.github.batch4j.spring.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The arguments of a call as the protocol has them. The driver's own are two objects and an array for each key, most of
 * the memory of a large {@code MGET}.
 *
 * <p>Only for a call to a single server: the driver cannot tell the slot of the first key.
 */
final class EncodedArguments extends CommandArgs<byte[], byte[]> {

    /** The maximum length of a header and the ends of two lines. */
    private static final int AROUND = 16;

    private static final byte[] NONE = {};

    private final Call call;
    private final Supplier<CommandArgs<byte[], byte[]>> plain;
    private byte[] encoded = NONE;
    private int size;

    /**
     * Encodes the arguments of a call.
     *
     * @param plain makes the driver's own of it, for traces
     */
    EncodedArguments(Call call, Supplier<CommandArgs<byte[], byte[]>> plain) {
        super(ByteArrayCodec.INSTANCE);
        this.call = call;
        this.plain = plain;
        for (int i = 0; i < call.size(); i++) {
            Object argument = call.argument(i);
            int left = call.size() - i;
            if (!(argument instanceof String text)) {
                add((byte[]) argument, left);
            } else if (!addIfAscii(text, left)) {
                add(text.getBytes(StandardCharsets.UTF_8), left);
            }
        }
    }

    /** Adds a text whose characters are a byte each; returns false if it has others. */
    private boolean addIfAscii(String text, int left) {
        int before = size;
        int length = text.length();
        begin(length, left);
        byte[] into = encoded;
        int at = size;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                size = before;
                return false;
            }
            into[at++] = (byte) character;
        }
        size = at;
        endLine();
        return true;
    }

    private void add(byte[] argument, int left) {
        begin(argument.length, left);
        System.arraycopy(argument, 0, encoded, size, argument.length);
        size += argument.length;
        endLine();
    }

    /** Adds the header of an argument, and makes room for the whole of it, and for others as long as it. */
    private void begin(int length, int left) {
        int whole = length + AROUND;
        if (encoded.length - size < whole) {
            long likely = Math.min((long) whole * left, Math.max(whole, 64L * (size + whole)));
            encoded = Arrays.copyOf(encoded, Math.toIntExact(size + likely));
        }
        encoded[size++] = '$';
        int digits = 1;
        for (int rest = length; rest >= 10; rest /= 10) {
            digits++;
        }
        size += digits;
        int rest = length;
        for (int i = 1; i <= digits; i++) {
            encoded[size - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        endLine();
    }

    private void endLine() {
        encoded[size++] = '\r';
        encoded[size++] = '\n';
    }

    @Override
    public int count() {
        return call.size();
    }

    @Override
    public void encode(ByteBuf bytes) {
        bytes.writeBytes(encoded, 0, size);
    }

    @Override
    public String toCommandString() {
        return plain.get().toCommandString();
    }

    @Override
    public String toString() {
        return plain.get().toString();
    }
}
