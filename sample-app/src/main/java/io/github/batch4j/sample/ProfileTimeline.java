package io.github.batch4j.sample;

import java.util.List;

/**
 * The same profiles found in two ways.
 *
 * @param profiles who was found
 * @param pipeline what it takes with {@link ProfileGenerators}
 * @param naive what it takes with {@link NaiveProfiles}
 */
record ProfileTimeline(List<Profile> profiles, Way pipeline, Way naive) {}
