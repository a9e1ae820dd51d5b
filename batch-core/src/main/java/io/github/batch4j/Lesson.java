package io.github.batch4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lesson of one execution: what has followed the operations of each place. */
final class Lesson {

    private Lesson() {}

    /** Teaches the places of trails, in the order in which they were made; returns the fewest steps possible. */
    static int learn(List<Trail> trails) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Trail trail : trails) {
            numbers.putIfAbsent(trail.place.batcher, numbers.size());
        }
        int longest = 0;
        for (int i = trails.size() - 1; i >= 0; i--) { // what follows comes later in the list
            Trail trail = trails.get(i);
            trail.batches = new int[numbers.size()];
            for (Trail next : trail.next()) {
                trail.rest = Math.max(trail.rest, 1 + next.rest);
                for (int batcher = 0; batcher < trail.batches.length; batcher++) {
                    int own = numbers.getOrDefault(next.place.batcher, -1) == batcher ? 1 : 0;
                    trail.batches[batcher] = Math.max(trail.batches[batcher], own + next.batches[batcher]);
                }
            }
            longest = Math.max(longest, trail.depth);
        }
        learnPlaces(trails, numbers);
        return longest;
    }

    private static void learnPlaces(List<Trail> trails, Map<String, Integer> numbers) {
        Map<Place, List<Trail>> byPlace = new HashMap<>();
        for (Trail trail : trails) {
            if (trail.place != Place.UNKNOWN) {
                byPlace.computeIfAbsent(trail.place, any -> new ArrayList<>(2)).add(trail);
            }
        }
        byPlace.forEach((place, those) -> {
            int most = 0;
            int fewest = Integer.MAX_VALUE;
            Map<String, Integer> following = new HashMap<>();
            for (Trail trail : those) {
                most = Math.max(most, trail.rest);
                fewest = Math.min(fewest, trail.rest);
                numbers.forEach((batcher, number) -> {
                    if (trail.batches[number] > 0) {
                        following.merge(batcher, trail.batches[number], Math::max);
                    }
                });
            }
            place.learn(most, fewest, following);
        });
    }
}
