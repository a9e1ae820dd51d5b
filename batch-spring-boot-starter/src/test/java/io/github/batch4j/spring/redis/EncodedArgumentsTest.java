package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bytes that a large {@code MGET} sends, compared with those of the driver's own arguments. */
class EncodedArgumentsTest {

    private final Call call = new Call(CommandName.MGET, "MGET", 4);

    private static String sent(CommandArgs<byte[], byte[]> arguments) {
        ByteBuf bytes = Unpooled.buffer();
        arguments.encode(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textsAndBytesOfAnyLengthAreSentAsTheDriverSendsThem() {
        call.addKey("first".getBytes(StandardCharsets.UTF_8));
        call.add("");
        call.add("user:1");
        call.add("\u00fcser:\u20ac\ud83d\ude00");
        call.add("ten chars.");
        call.add("x".repeat(5_000));
        IntStream.range(0, 300).forEach(i -> call.add("key" + i));
        call.add("last".getBytes(StandardCharsets.UTF_8));

        CommandArgs<byte[], byte[]> encoded = new EncodedArguments(call, () -> LettuceCommands.arguments(call));
        CommandArgs<byte[], byte[]> plain = LettuceCommands.arguments(call);

        assertThat(sent(encoded)).isEqualTo(sent(plain)).startsWith("$5\r\nfirst\r\n$0\r\n\r\n$6\r\nuser:1\r\n$13\r\n");
        assertThat(encoded.count()).isEqualTo(plain.count());
        assertThat(encoded.toCommandString()).isEqualTo(plain.toCommandString());
        assertThat(encoded).hasToString(plain.toString());
    }
}
