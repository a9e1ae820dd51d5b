package io.github.batch4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The knowledge of a {@link Place} in a file of the {@link LearnedPolicy}, which has a line for each.
 *
 * @param mode the mode of the program that begins there
 */
record SavedPlace(LearnedProgram.Mode mode, Place.Known known) {

    private static final String HEAD = "batch4j learned policy 1, places: ";

    /** The number of words of a line before those of batchers, which have two each. */
    private static final int WORDS = 6;

    /** Writes places by their hash into a file beside, which then replaces it. */
    static void save(Map<Long, SavedPlace> places, Path file) {
        List<String> lines = new ArrayList<>(List.of(HEAD + places.size()));
        new TreeMap<>(places).forEach((hash, place) -> lines.add(place.line(hash)));
        Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            try {
                Files.write(beside, lines);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("LearnedPolicy.save could not write " + file, failure);
        }
    }

    private String line(long hash) {
        StringJoiner words = new StringJoiner(" ");
        words.add(Long.toHexString(hash)).add(mode.name());
        words.add("" + known.executions()).add("" + known.after());
        words.add("" + known.low()).add("" + known.lowest());
        new TreeMap<>(known.batches())
                .forEach(
                        (batcher, count) -> words.add(Long.toHexString(batcher)).add("" + count));
        return words.toString();
    }

    /** Reads places by their hash. Content of the file, which may be any, stays out of messages. */
    static Map<Long, SavedPlace> load(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("LearnedPolicy.load could not read " + file, failure);
        }
        if (!text.startsWith(HEAD)) {
            throw invalid(file, "does not begin with \"" + HEAD + "\"");
        }
        List<String> lines = text.lines().toList();
        String count = lines.get(0).substring(HEAD.length());
        if (!text.endsWith("\n") || !count.equals("" + (lines.size() - 1))) {
            throw invalid(
                    file,
                    "has " + (lines.size() - 1) + " places and not as many as its first line says, or no"
                            + " end of its last line: it may have been cut off");
        }
        Map<Long, SavedPlace> places = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                add(lines.get(i).split(" ", -1), places);
            } catch (IllegalArgumentException failure) {
                throw invalid(file, "has in line " + (i + 1) + " " + reason(failure));
            }
        }
        return places;
    }

    private static String reason(IllegalArgumentException failure) {
        return failure instanceof InvalidLine ? String.valueOf(failure.getMessage()) : "a word that is none of its own";
    }

    private static void add(String[] words, Map<Long, SavedPlace> places) {
        if (words.length < WORDS || words.length % 2 != 0) {
            throw new InvalidLine("another number of words");
        }
        Map<Long, Integer> batches = new HashMap<>();
        for (int i = WORDS; i < words.length; i += 2) {
            if (batches.put(hash(words[i]), number(words[i + 1])) != null) {
                throw new InvalidLine("a batcher twice");
            }
        }
        Place.Known known = new Place.Known(
                number(words[2]), number(words[3]), number(words[4]), number(words[5]), Map.copyOf(batches));
        SavedPlace place = new SavedPlace(LearnedProgram.Mode.valueOf(words[1]), known);
        if (places.put(hash(words[0]), place) != null) {
            throw new InvalidLine("a place that another line has, too");
        }
    }

    private static long hash(String word) {
        return Long.parseUnsignedLong(word, 16);
    }

    private static int number(String word) {
        int number = Integer.parseInt(word);
        if (number < 0) {
            throw new InvalidLine("a negative number");
        }
        return number;
    }

    private static IllegalArgumentException invalid(Path file, String reason) {
        return new IllegalArgumentException(
                "LearnedPolicy.load expects a file that LearnedPolicy.save has written, " + file + " " + reason);
    }

    /** An error in a line, with a message that continues "has in line 3". */
    private static final class InvalidLine extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        InvalidLine(String found) {
            super(found);
        }
    }
}
