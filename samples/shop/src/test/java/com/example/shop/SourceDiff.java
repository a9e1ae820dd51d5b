package com.example.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.util.diff.DiffUtils;

/** The line diff of the packages {@code before} and {@code after}, without their package lines. */
final class SourceDiff {

    private static final Path SHOP = Path.of("src/main/java/com/example/shop");

    private SourceDiff() {}

    /** Makes a diff for each file that differs, with one line of context and no line numbers, by their names. */
    static List<String> perFile() throws IOException {
        TreeSet<String> names = new TreeSet<>(names("before"));
        names.addAll(names("after"));
        List<String> diffs = new ArrayList<>();
        for (String name : names) {
            List<String> before = lines("before", name);
            List<String> diff =
                    DiffUtils.generateUnifiedDiff(name, name, before, DiffUtils.diff(before, lines("after", name)), 1);
            if (!diff.isEmpty()) {
                diffs.add(diff.stream()
                        .skip(2) // the names
                        .map(line -> line.startsWith("@@") ? "@@" : line.stripTrailing())
                        .collect(Collectors.joining("\n")));
            }
        }
        return diffs;
    }

    /** The lines that were removed or added; one that was modified is both. Blank lines and imports count. */
    static List<String> changedLines() throws IOException {
        return perFile().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .toList();
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(SHOP.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> lines(String folder, String name) throws IOException {
        Path file = SHOP.resolve(folder).resolve(name);
        return !Files.exists(file)
                ? List.of()
                : Files.readAllLines(file).stream()
                        .filter(line -> !line.equals("package com.example.shop." + folder + ";"))
                        .toList();
    }
}
