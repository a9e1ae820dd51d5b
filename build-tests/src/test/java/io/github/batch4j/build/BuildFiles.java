package io.github.batch4j.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try {
            return Files.readString(Path.of(property("build.starter-path"))).strip();
        } catch (IOException failure) {
            throw new IllegalStateException("maven-dependency-plugin has not written the path", failure);
        }
    }

    /** The jar of a library, or the folder of its classes as long as there is no jar. */
    static Path library(String name) {
        return Stream.of(starterPath().split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.startsWith(root().resolve(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + starterPath()));
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("no system property " + name + ": run these tests with Maven");
        }
        return value;
    }
}
