package io.github.batch4j.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Context propagation and Spring Security may be missing. */
class OptionalPartsTest {

    @Test
    void reactorAloneIsEnough() throws Exception {
        try (URLClassLoader others = without("context-propagation", "spring-security")) {
            assertThatThrownBy(() -> others.loadClass("org.springframework.security.core.Authentication"))
                    .isInstanceOf(ClassNotFoundException.class);

            assertThat(call(others, ReactorOnly.class, "answer")).isEqualTo("an answer");
        }
    }

    @Test
    void userIsCarriedWithoutContextPropagation() throws Exception {
        try (URLClassLoader others = without("context-propagation")) {
            assertThatThrownBy(() -> others.loadClass("io.micrometer.context.ContextSnapshot"))
                    .isInstanceOf(ClassNotFoundException.class);

            assertThat(call(others, SecurityOnly.class, "users")).isEqualTo("ada nobody eve nobody nobody");
        }
    }

    private static Object call(ClassLoader others, Class<?> application, String method)
            throws ReflectiveOperationException {
        return others.loadClass(application.getName()).getMethod(method).invoke(null);
    }

    private static URLClassLoader without(String... missing) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            File file = new File(entry);
            if (List.of(missing).stream().noneMatch(file.getName()::startsWith)) {
                urls.add(file.toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
