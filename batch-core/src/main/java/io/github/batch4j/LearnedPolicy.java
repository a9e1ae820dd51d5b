package io.github.batch4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Knowledge of what follows in a program, by which an executor sends fewer batches.
 *
 * <p>Without it all that is pending is sent at once. That is the best one can do without knowing what comes next, but
 * an item of a page that skips an optional part sends its next operation a step before the others, as a batch of its
 * own. A learned policy records in each execution which operations followed the answers to those of each place in the
 * program, and holds a batch back when more of its kind is on the way:
 *
 * <ul>
 *   <li>If all that is pending blocks, batches are sent one at a time, first those for which no more operations are to
 *       be expected, so that the number of batches becomes as small as it can.
 *   <li>Otherwise batches are held that will not be missed before they have grown, so that the number of steps stays as
 *       it is. In at most one of a hundred executions of a program it may grow by a step.
 * </ul>
 *
 * <p>Twenty executions of a program, by the place where it asks first, are run as without the policy. If looking ahead
 * does not make fewer batches in the twenty after these, it is given up for this program. Results are the same with any
 * policy.
 *
 * <p>Places are told apart by the lines at which bodies yield and by the classes of the functions of pipelines. At most
 * 10,000 are known, which takes a few megabytes. Thread-safe: one policy serves all executors of an application.
 *
 * <p>With a policy that learns, the batches of an execution depend on those before it. One that was
 * {@linkplain #save saved} and {@linkplain #load loaded} learns nothing more, so the same program makes the same
 * batches again.
 */
public final class LearnedPolicy extends SendPolicy {

    private static final int MOST = 10_000;
    private static final String HEAD = "batch4j learned policy 1";

    private final Map<Long, Place> places = new ConcurrentHashMap<>();

    /** The loaded places by their stable hash; empty if it learns. */
    private final Map<Long, Saved> saved;

    private final boolean isLearning;

    private LearnedPolicy(boolean isLearning, Map<Long, Saved> saved) {
        this.isLearning = isLearning;
        this.saved = saved;
    }

    private record Saved(LearnedProgram.Mode mode, Place.Known known) {}

    /**
     * A policy that knows nothing and learns from each execution.
     *
     * @return a new policy
     */
    public static LearnedPolicy create() {
        return new LearnedPolicy(true, Map.of());
    }

    /**
     * A policy with the knowledge of a file, which learns nothing more.
     *
     * @param file a file written by {@link #save}
     * @return a new policy
     * @throws IllegalArgumentException if the file has another content
     * @throws UncheckedIOException if the file cannot be read
     */
    public static LearnedPolicy load(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("LearnedPolicy.load could not read " + file, failure);
        }
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IllegalArgumentException("LearnedPolicy.load expects a file that LearnedPolicy.save has written, "
                    + file + " does not begin with \"" + HEAD + "\"");
        }
        Map<Long, Saved> saved = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                read(lines.get(i).split(" ", -1), saved);
            } catch (RuntimeException failure) {
                throw new IllegalArgumentException(
                        "LearnedPolicy.load cannot read line " + (i + 1) + " of " + file, failure);
            }
        }
        return new LearnedPolicy(false, saved);
    }

    private static void read(String[] words, Map<Long, Saved> saved) {
        Map<String, Integer> batches = new HashMap<>();
        for (int i = 6; i < words.length; i += 2) {
            batches.put(URLDecoder.decode(words[i], StandardCharsets.UTF_8), Integer.valueOf(words[i + 1]));
        }
        Place.Known known = new Place.Known(
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]),
                Map.copyOf(batches));
        saved.put(Long.parseUnsignedLong(words[0], 16), new Saved(LearnedProgram.Mode.valueOf(words[1]), known));
    }

    /**
     * Writes what it knows to a file, as lines of text. Places are named by a hash of classes and lines, so the file
     * belongs to one build of a program. Lambdas of one class have no names of their own: what cannot be told apart by
     * anything else is left out, and is sent as without a policy.
     *
     * @param file the file, which is overwritten if it exists
     * @throws UncheckedIOException if the file cannot be written
     */
    public synchronized void save(Path file) {
        Map<Long, Saved> known = new TreeMap<>(isLearning ? byHash() : saved);
        List<String> lines = new ArrayList<>(List.of(HEAD));
        known.forEach((hash, place) -> lines.add(line(hash, place)));
        try {
            Files.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("LearnedPolicy.save could not write " + file, failure);
        }
    }

    /** The places by their stable hash, without those that share one and differ. */
    private Map<Long, Saved> byHash() {
        Map<Long, Saved> known = new HashMap<>();
        List<Long> ambiguous = new ArrayList<>();
        places.values().forEach(place -> {
            Saved now = new Saved(place.program.mode(), place.known());
            Saved before = known.putIfAbsent(place.stable, now);
            if (before != null && !before.equals(now)) {
                ambiguous.add(place.stable);
            }
        });
        ambiguous.forEach(known::remove);
        return known;
    }

    private static String line(long hash, Saved place) {
        Place.Known known = place.known;
        List<Object> words = new ArrayList<>(List.of(
                Long.toHexString(hash), place.mode, known.executions(), known.after(), known.low(), known.lowest()));
        new TreeMap<>(known.batches()).forEach((batcher, count) -> {
            words.add(URLEncoder.encode(batcher, StandardCharsets.UTF_8));
            words.add(count);
        });
        return words.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    @Override
    boolean deliversOnArrival() {
        return false;
    }

    /** True unless it was loaded. */
    boolean isLearning() {
        return isLearning;
    }

    /**
     * The place with a key.
     *
     * @param key the hash of the classes and lines of the place in this JVM
     * @param stable computes the hash of their names, for a new place
     */
    Place place(long key, String batcher, LongSupplier stable) {
        Place known = places.get(key);
        if (known != null) {
            return known;
        }
        if (places.size() >= MOST) {
            return Place.UNKNOWN;
        }
        return places.computeIfAbsent(key, any -> {
            long hash = stable.getAsLong();
            Saved loaded = saved.get(hash);
            Place place = new Place(hash, batcher, loaded == null ? Place.Known.NOTHING : loaded.known);
            place.program.setMode(
                    loaded != null ? loaded.mode : isLearning ? LearnedProgram.Mode.LEARNING : LearnedProgram.Mode.OFF);
            return place;
        });
    }

    /** Learns from an execution. */
    synchronized void learn(Runnable learning) {
        learning.run();
    }

    @Override
    public String toString() {
        return "a learned policy of " + Names.count(places.size(), "place");
    }
}
