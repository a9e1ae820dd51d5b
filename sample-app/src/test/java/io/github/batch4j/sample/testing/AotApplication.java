package io.github.batch4j.sample.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * An application as a build with Spring's ahead-of-time processing makes it, running on a JVM of its own that uses what
 * has been generated. It ends when it is closed.
 */
public final class AotApplication implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path output;

    private AotApplication(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Processes, compiles and starts an application.
     *
     * @param folder an empty folder for what is generated
     * @param properties those of the environment, with which it is both processed and started
     */
    public static AotApplication start(Class<?> application, Path folder, String... properties) throws Exception {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path output = folder.resolve("output.txt");
        List<String> processing = new ArrayList<>(List.of(
                SpringApplicationAotProcessor.class.getName(),
                application.getName(),
                sources.toString(),
                classes.toString(),
                classes.toString(),
                "com.example",
                "application"));
        processing.addAll(List.of(properties));
        Process processor = java(classes, output, processing);
        try {
            assertThat(processor.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(processor.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            processor.destroyForcibly();
        }
        compile(sources, classes);

        List<String> starting =
                new ArrayList<>(List.of("-Dspring.aot.enabled=true", application.getName(), "--server.port=0"));
        starting.addAll(List.of(properties));
        return new AotApplication(java(classes, output, starting), output);
    }

    private static Process java(Path classes, Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(classes)));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", classPath(classes), "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(options::add);
        }
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        assertThat(code).as("exit code of the compiler").isZero();
    }

    private static String classPath(Path classes) {
        return classes + File.pathSeparator + System.getProperty("java.class.path");
    }

    /** Waits until the web server is up, and returns its port. */
    public int port() {
        Matcher port = await().atMost(LONGEST_START)
                .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
                .until(() -> PORT.matcher(output()), Matcher::find);
        return Integer.parseInt(port.group(1));
    }

    /** Returns what it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
