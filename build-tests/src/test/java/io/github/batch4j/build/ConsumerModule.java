package io.github.batch4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** A module of one class, {@code consumer.Main}, that is compiled and run on a module path in a JVM of its own. */
final class ConsumerModule {

    private final Path folder;
    private final String modulePath;

    /**
     * Compiles the module.
     *
     * @param folder where sources and classes go
     * @param modulePath the modules that it may require
     * @param descriptor the directives of its module-info
     * @param main the class
     */
    ConsumerModule(Path folder, String modulePath, String descriptor, String main) throws IOException {
        this.folder = folder;
        this.modulePath = modulePath;
        Path sources = Files.createDirectories(folder.resolve("sources/consumer"));
        Path moduleInfo = sources.resolveSibling("module-info.java");
        Files.writeString(moduleInfo, "module consumer {\n" + descriptor + "}\n");
        Path mainClass = sources.resolve("Main.java");
        Files.writeString(mainClass, "package consumer;\n\n" + main);
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        String[] arguments = {"-p", modulePath, "-d", classes().toString(), moduleInfo.toString(), mainClass.toString()
        };
        int exitCode = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments);
        assertThat(exitCode).as("javac: %s", messages).isZero();
    }

    /** Runs the class with these options of the JVM and returns all that it prints, errors too. */
    String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // it starts and ends
        command.addAll(List.of(options));
        command.addAll(List.of("-p", modulePath + File.pathSeparator + classes(), "-m", "consumer/consumer.Main"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Path classes() {
        return folder.resolve("classes");
    }
}
