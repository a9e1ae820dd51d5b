package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jedis is enough: Lettuce, Reactor and Jackson may be missing. */
class OptionalPartsTest {

    private static final Pattern MISSING = Pattern.compile("lettuce|reactor|netty|jackson");

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @Test
    void jedisAloneIsEnough() throws Exception {
        try (URLClassLoader others = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> others.loadClass("io.lettuce.core.RedisClient"))
                    .isInstanceOf(ClassNotFoundException.class);

            Object answer = others.loadClass(JedisOnly.class.getName())
                    .getMethod("answer", int.class)
                    .invoke(null, REDIS.address().port());

            assertThat(answer)
                    .isEqualTo("[1, null] RedisBatch.json expects Jackson 3 on the class path, which is not there: add"
                            + " tools.jackson.core:jackson-databind, or use values(serializer) with another"
                            + " serializer");
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        int count = 0;
        for (String entry : entries) {
            if (!MISSING.matcher(new File(entry).getName()).find()) {
                urls[count++] = new File(entry).toURI().toURL();
            }
        }
        return Arrays.copyOf(urls, count);
    }
}
