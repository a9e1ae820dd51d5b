package io.github.batch4j.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Markdown tables with words in the first column and numbers in the others. */
public final class Markdown {

    private Markdown() {}

    public static List<String> table(String title, List<String> head, List<List<String>> rows) {
        List<String> lines = new ArrayList<>(List.of("", "**" + title + "**", ""));
        lines.add(line(head));
        lines.add("| --- |" + String.join("", Collections.nCopies(head.size() - 1, " ---: |")));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
