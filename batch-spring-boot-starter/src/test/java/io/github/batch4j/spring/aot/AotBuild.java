package io.github.batch4j.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplicationAotProcessor;

/** An application as a build with Spring's ahead-of-time processing makes it. */
final class AotBuild {

    private final Class<?> application;
    private final List<String> arguments;
    private final Path folder;
    private final Path classes;

    private AotBuild(Class<?> application, List<String> arguments, Path folder) throws IOException {
        this.application = application;
        this.arguments = arguments;
        this.folder = folder;
        this.classes = Files.createDirectory(folder.resolve("classes"));
    }

    /**
     * Processes and compiles an application.
     *
     * @param arguments those with which it is both processed and run
     * @param folder an empty folder for what is generated
     */
    static AotBuild of(Class<?> application, List<String> arguments, Path folder) throws Exception {
        AotBuild build = new AotBuild(application, arguments, folder);
        Path sources = folder.resolve("sources");
        build.process(sources);
        build.compile(sources);
        return build;
    }

    /** In a JVM of its own, as the plugins of Spring Boot do: proxies that this one has made would not be generated. */
    private void process(Path sources) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                SpringApplicationAotProcessor.class.getName(),
                application.getName(),
                sources.toString(),
                classes.toString(),
                classes.toString(),
                "com.example",
                "application"));
        command.addAll(arguments);
        java(command);
    }

    private void compile(Path sources) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", "" + classes));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(options::add);
        }
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        assertThat(code).as("exit code of the compiler").isZero();
    }

    /** Runs it in a JVM of its own, with an option, and returns what it has printed. */
    String run(String option) throws Exception {
        List<String> command = new ArrayList<>(List.of(option, application.getName()));
        command.addAll(arguments);
        return java(command);
    }

    private String java(List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath()));
        command.addAll(options);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            assertThat(ended).as(Files.readString(output)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        return Files.readString(output);
    }

    private String classPath() {
        return classes + File.pathSeparator + System.getProperty("java.class.path");
    }
}
