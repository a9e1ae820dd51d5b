package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.batch4j.sample.SampleApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class NoRedisTest {

    @Test
    void failsTheStartWithAnExplanation(CapturedOutput output) throws IOException {
        assertThatExceptionOfType(BeanCreationException.class)
                .isThrownBy(() -> SampleApplication.main(new String[] {
                    "--server.port=0", "--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + closedPort()
                }));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The users could not be written to Redis")
                .contains("docker compose up -d");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
