package io.github.batch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations that one place has asked for in one step, having waited for equally many others, and those that were
 * asked for with their answers.
 */
final class Trail {

    static final Trail[] NONE = {};

    /** The largest number of trails that one operation is known to have followed from. */
    private static final int MOST = 32;

    /** Null if the place is unknown. */
    final @Nullable Place place;

    /** The step in which they would have been sent at the earliest, had no batch been held. */
    final int depth;

    /** The number of sends before. */
    private final int step;

    /** The number of steps that have followed, one after the other. */
    int rest;

    /** The number of batches that have followed one after the other, by the number of the batcher. */
    int[] batches = {};

    private final List<Trail> next = new ArrayList<>(2);

    Trail(@Nullable Place place, int depth, int step) {
        this.place = place;
        this.depth = depth;
        this.step = step;
    }

    /** Adds trails to others, of which each is there once. Of too many the deepest are kept. */
    static Trail[] plus(Trail[] some, Trail... more) {
        Trail[] all = some;
        for (Trail trail : more) {
            if (!Arrays.asList(all).contains(trail)) {
                int at = all.length < MOST ? all.length : shallowest(all);
                if (at == all.length || all[at].depth < trail.depth) {
                    all = Arrays.copyOf(all, Math.min(all.length + 1, MOST));
                    all[at] = trail;
                }
            }
        }
        return all;
    }

    private static int shallowest(Trail... trails) {
        int shallowest = 0;
        for (int i = 1; i < trails.length; i++) {
            shallowest = trails[i].depth < trails[shallowest].depth ? i : shallowest;
        }
        return shallowest;
    }

    /** The earliest step in which what is asked for with answers of some trails could be sent. */
    static int depthAfter(Trail... causes) {
        int depth = 0;
        for (Trail cause : causes) {
            depth = Math.max(depth, cause.depth);
        }
        return depth + 1;
    }

    /** Adds operations asked for with an answer to these. */
    void leadsTo(Trail trail) {
        if (trail.step > step && (next.isEmpty() || next.get(next.size() - 1) != trail) && !next.contains(trail)) {
            next.add(trail);
        }
    }

    /**
     * Finds what has followed these, from what has followed those asked for with their answers.
     *
     * @param numbers the numbers of batchers by the hashes of their names
     */
    void follow(Map<Long, Integer> numbers) {
        batches = new int[numbers.size()];
        for (Trail after : next) {
            rest = Math.max(rest, 1 + after.rest);
            int own = after.place == null ? -1 : numbers.getOrDefault(after.place.batcher, -1);
            for (int batcher = 0; batcher < batches.length; batcher++) {
                batches[batcher] = Math.max(batches[batcher], after.batches[batcher] + (batcher == own ? 1 : 0));
            }
        }
    }

    /** The trails of the operations of a batch, in the order of their waiters. */
    static final class OfBatch {

        private Trail[] trails = new Trail[2];
        private int[] firsts = new int[2];
        private int size;
        private int at;

        /** The trails with whose answers the operations of a layered batch were asked for. */
        Trail[] askedBy = NONE;

        /** The trails that led to the answer of a layered batch. */
        Trail[] answeredBy = NONE;

        /** Adds the trail of a waiter, the last so far. */
        void add(int waiter, Trail trail) {
            if (size > 0 && trails[size - 1] == trail) {
                return;
            }
            if (size == trails.length) {
                trails = Arrays.copyOf(trails, 2 * size);
                firsts = Arrays.copyOf(firsts, 2 * size);
            }
            trails[size] = trail;
            firsts[size++] = waiter;
        }

        /** The trails of a part of the batch, whose waiters have other numbers: each counts as the first trail. */
        OfBatch ofPart() {
            OfBatch part = new OfBatch();
            part.askedBy = askedBy;
            part.answeredBy = answeredBy;
            if (size > 0) {
                part.add(0, trails[0]);
            }
            return part;
        }

        int size() {
            return size;
        }

        Trail get(int index) {
            return trails[index];
        }

        /** The trail of a waiter, as one of several; waiters are asked for in ascending order. */
        Trail[] of(int waiter) {
            while (at + 1 < size && firsts[at + 1] <= waiter) {
                at++;
            }
            return size == 0 ? NONE : new Trail[] {trails[at]};
        }
    }
}
