package io.github.batch4j;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A policy for asynchronous stores that makes fewer batches, from its knowledge of what follows in a program.
 *
 * <p>By default everything that can be sent is sent, since nothing is known of what comes next. So an item of a page
 * that skips an optional part sends its next operation a step before the others, as a batch of its own. A learned
 * policy records in each execution which operations followed the answers to those of each place in the program. It
 * holds a batch back if more of its kind is on the way and if, as far as is known, that adds no step. Results are the
 * same.
 *
 * <p>A program, that is the line that calls {@code execute}, is watched for twenty executions. If holding batches back
 * does not make fewer of them in the twenty after these, the policy gives up on the program. Once an execution has
 * called a blocking store, or asked for operations that {@linkplain BatchableOperation#mergeable must not be merged},
 * it gives up on the program for the executions that follow. In at most one of a hundred executions of a program there
 * may be a step more.
 *
 * <p>Places are told apart by the lines at which bodies yield, by the classes of the functions of pipelines, and by the
 * {@linkplain Batcher#name names} of batchers: batchers of equal names are one. At most 10,000 places are known, which
 * takes a few megabytes; if there are more, all are forgotten and learning begins anew. Thread-safe: one policy serves
 * all executors of an application.
 *
 * <p>With a policy that learns, the batches of an execution depend on those before it. One that was
 * {@linkplain #save saved} and {@linkplain #load loaded} learns nothing more, so the same program makes the same
 * batches again. It does not check itself either: if the data has changed, it may make more batches or steps than
 * {@link SendPolicy#bySteps}.
 */
public final class LearnedPolicy extends SendPolicy {

    private static final int MOST = 10_000;

    private final Map<Long, Place> places = new ConcurrentHashMap<>();

    /** The loaded places by their stable hash; null if it learns. */
    private final @Nullable Map<Long, SavedPlace> saved;

    private LearnedPolicy(@Nullable Map<Long, SavedPlace> saved) {
        this.saved = saved;
    }

    /**
     * Returns a policy that knows nothing and learns from each execution.
     *
     * @return a new policy
     */
    public static LearnedPolicy create() {
        return new LearnedPolicy(null);
    }

    /**
     * Returns a policy with the knowledge of a file, which learns nothing more.
     *
     * @param file a file written by {@link #save}
     * @return a new policy
     * @throws IllegalArgumentException if the file has another content or is not complete
     * @throws UncheckedIOException if the file cannot be read
     */
    public static LearnedPolicy load(Path file) {
        return new LearnedPolicy(SavedPlace.load(Arguments.notNull(file, "LearnedPolicy.load", "a file")));
    }

    /**
     * Writes what is known to a file, as lines of text. Places and batchers are named by hashes, those of places by
     * classes and lines, so the file belongs to one build of a program. Lambdas of one class have no names of their
     * own: what cannot be told apart by anything else is left out, and is sent as without a policy.
     *
     * <p>The file is replaced at once, so a reader never finds half of it.
     *
     * @param file the file, which is replaced if it exists
     * @throws UncheckedIOException if the file cannot be written
     */
    public void save(Path file) {
        Arguments.notNull(file, "LearnedPolicy.save", "a file");
        SavedPlace.save(saved == null ? byHash() : saved, file);
    }

    /** The places by their stable hash, without those that share one and differ. */
    private synchronized Map<Long, SavedPlace> byHash() {
        Map<Long, SavedPlace> known = new HashMap<>();
        Set<Long> ambiguous = new HashSet<>();
        places.values().forEach(place -> {
            SavedPlace now = new SavedPlace(place.program.mode(), place.known());
            SavedPlace before = known.putIfAbsent(place.stable, now);
            if (before != null && !before.equals(now)) {
                ambiguous.add(place.stable);
            }
        });
        known.keySet().removeAll(ambiguous);
        return known;
    }

    @Override
    boolean deliversOnArrival() {
        return false;
    }

    @Override
    Recorder recorder() {
        return new Lookahead(this);
    }

    /** True unless it was loaded. */
    boolean isLearning() {
        return saved == null;
    }

    /**
     * Returns the place with a key; null if nothing is known of it and the policy does not learn.
     *
     * @param key the hash of the classes and lines of the place in this JVM
     * @param batcher the name of the batcher; empty if the place is a call
     * @param stable computes the hash of the names of the place, which is the same in every JVM
     */
    @Nullable
    Place place(long key, String batcher, LongSupplier stable) {
        Place known = places.get(key);
        if (known != null) {
            return known;
        }
        if (places.size() >= MOST) {
            places.clear();
        }
        return places.computeIfAbsent(key, any -> make(stable.getAsLong(), PlaceFinder.name(batcher)));
    }

    private @Nullable Place make(long stable, long batcher) {
        if (saved == null) {
            return new Place(stable, batcher, Place.Known.NOTHING);
        }
        SavedPlace loaded = saved.get(stable);
        if (loaded == null) {
            return null;
        }
        Place place = new Place(stable, batcher, loaded.known());
        boolean isUnfinished = loaded.mode() == LearnedProgram.Mode.LEARNING;
        place.program.setMode(isUnfinished ? LearnedProgram.Mode.OFF : loaded.mode());
        return place;
    }

    /** Learns from an execution of a program. */
    synchronized void learn(Lesson lesson, LearnedProgram program, LearnedProgram.Run run) {
        for (Lesson.Part part : lesson.parts()) {
            part.place().learn(part);
        }
        program.add(run);
    }

    /** Ends looking ahead in a program. */
    synchronized void giveUp(LearnedProgram program) {
        program.setMode(LearnedProgram.Mode.OFF);
    }

    @Override
    public String toString() {
        return "a learned policy of " + Names.count(places.size(), "place");
    }
}
