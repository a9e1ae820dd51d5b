package io.github.batch4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lesson of one execution: what has followed the operations of each place.
 *
 * @param steps the fewest steps possible
 */
record Lesson(int steps, List<Part> parts) {

    /**
     * The lesson for one place.
     *
     * @param most the most steps that followed the operations of a step
     * @param fewest the fewest steps that followed those of a step
     * @param batches the most batches that followed one after the other, by the hash of the batcher's name
     */
    record Part(Place place, int most, int fewest, Map<Long, Integer> batches) {}

    /** The lesson of trails, in the order in which they were made. */
    static Lesson of(List<Trail> trails) {
        Map<Long, Integer> numbers = new HashMap<>();
        Map<Place, List<Trail>> byPlace = new HashMap<>();
        for (Trail trail : trails) {
            if (trail.place != null) {
                numbers.putIfAbsent(trail.place.batcher, numbers.size());
                byPlace.computeIfAbsent(trail.place, any -> new ArrayList<>(2)).add(trail);
            }
        }
        int steps = 0;
        for (int i = trails.size() - 1; i >= 0; i--) { // what follows comes later in the list
            Trail trail = trails.get(i);
            trail.follow(numbers);
            steps = Math.max(steps, trail.depth);
        }
        List<Part> parts = new ArrayList<>(byPlace.size());
        byPlace.forEach((place, those) -> parts.add(part(place, those, numbers)));
        return new Lesson(steps, parts);
    }

    private static Part part(Place place, List<Trail> trails, Map<Long, Integer> numbers) {
        int most = 0;
        int fewest = Integer.MAX_VALUE;
        Map<Long, Integer> following = new HashMap<>();
        for (Trail trail : trails) {
            most = Math.max(most, trail.rest);
            fewest = Math.min(fewest, trail.rest);
            numbers.forEach((batcher, number) -> {
                if (trail.batches[number] > 0) {
                    following.merge(batcher, trail.batches[number], Math::max);
                }
            });
        }
        return new Part(place, most, fewest, following);
    }
}
