package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A tracer that throws fails no batch. */
@ExtendWith(OutputCaptureExtension.class)
class SharedCallLinksTest {

    private static final SpanContext LEADER =
            SpanContext.create("1".repeat(32), "1".repeat(16), TraceFlags.getSampled(), TraceState.getDefault());

    /** A span each of whose methods throws, but for the one that makes it the current one. */
    private static final Span BROKEN = (Span) Proxy.newProxyInstance(
            Span.class.getClassLoader(), new Class<?>[] {Span.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getSpanContext")
                        || method.getName().equals("addLink")) {
                    throw new IllegalArgumentException("secret");
                }
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            });

    @Test
    void aSpanMayThrow(CapturedOutput output) {
        SharedCallLinks links = new SharedCallLinks();
        try (Scope current = BROKEN.makeCurrent()) {
            assertThat(links.onMergedCall(2, 2)).isNull();
            links.onAnswer(LEADER);
        }

        assertThat(output)
                .containsOnlyOnce("java.lang.IllegalArgumentException")
                .doesNotContain("secret");
    }
}
