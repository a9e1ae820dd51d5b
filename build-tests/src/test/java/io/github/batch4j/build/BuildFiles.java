package io.github.batch4j.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Files and values that Maven hands to these tests. */
final class BuildFiles {

    private BuildFiles() {}

    /** The folder of the project. */
    static Path root() {
        return Path.of(property("build.root")).normalize();
    }

    /** The version of every module. */
    static String version() {
        return property("build.version");
    }

    /** The repository that this build has published to. */
    static Path published() {
        return root().resolve("target/published");
    }

    /** The starter and all that comes with it, as a path of the JVM. */
    static String starterPath() {
        return path("build.starter-path");
    }

    /** The jar of a library, or the folder of its classes as long as there is no jar. */
    static Path library(String name) {
        return entry(entry -> entry.startsWith(root().resolve(name)), name);
    }

    /** The jar of a library of others. */
    static Path jar(String name) {
        return entry(entry -> entry.getFileName().toString().matches(name + "-[0-9.]+\\.jar"), name);
    }

    private static Path entry(Predicate<Path> searched, String name) {
        return Stream.of(path("build.test-path").split(File.pathSeparator))
                .map(Path::of)
                .filter(searched)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + path("build.test-path")));
    }

    private static String path(String property) {
        try {
            return Files.readString(Path.of(property(property))).strip();
        } catch (IOException failure) {
            throw new IllegalStateException("maven-dependency-plugin has not written the path", failure);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("no system property " + name + ": run these tests with Maven");
        }
        return value;
    }
}
