package io.github.batch4j.spring.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the driver's commands from calls. */
final class LettuceCommands {

    /** The driver's constants by their names on the wire; it knows some of them as safe for replicas. */
    private static final Map<String, ProtocolKeyword> KNOWN = new HashMap<>();

    static {
        for (CommandType type : CommandType.values()) {
            KNOWN.put(new String(type.getBytes(), StandardCharsets.US_ASCII), type);
        }
    }

    private LettuceCommands() {}

    static AsyncCommand<byte[], byte[], @Nullable Object> command(Call call) {
        CommandArgs<byte[], byte[]> arguments =
                call.hasTexts() ? new EncodedArguments(call, () -> arguments(call)) : arguments(call);
        ReplyOutput reply = new ReplyOutput(call.command().equals(CommandName.MGET));
        return new AsyncCommand<>(new Written(keyword(call.command().name()), reply, arguments));
    }

    static CommandArgs<byte[], byte[]> arguments(Call call) {
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        call.command().more().forEach(arguments::add);
        List<byte[]> bytes = call.arguments();
        for (int i = 0; i < bytes.size(); i++) {
            if (i == call.firstKey()) { // determines the node of a cluster
                arguments.addKey(bytes.get(i));
            } else {
                arguments.add(bytes.get(i));
            }
        }
        return arguments;
    }

    static AsyncCommand<byte[], byte[], @Nullable Object> ping() {
        return new AsyncCommand<>(
                new Written(CommandType.PING, new ReplyOutput(false), new CommandArgs<>(ByteArrayCodec.INSTANCE)));
    }

    /** A command that forgets a partial reply when the driver writes it again after the connection broke. */
    private static final class Written extends Command<byte[], byte[], @Nullable Object> {

        private final ReplyOutput reply;

        Written(ProtocolKeyword type, ReplyOutput reply, CommandArgs<byte[], byte[]> arguments) {
            super(type, reply, arguments);
            this.reply = reply;
        }

        @Override
        public void encode(ByteBuf bytes) {
            reply.forget();
            super.encode(bytes);
        }
    }

    private static ProtocolKeyword keyword(String name) {
        ProtocolKeyword known = KNOWN.get(name);
        return known != null ? known : new Other(name);
    }

    private static final class Other implements ProtocolKeyword {

        private final String name;

        Other(String name) {
            this.name = name;
        }

        @Override
        public byte[] getBytes() {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
