package io.github.batch4j.sample.timeline;

import io.github.batch4j.sample.naive.NaiveProfiles;
import io.github.batch4j.sample.profiles.Profile;
import io.github.batch4j.sample.profiles.ProfileGenerators;
import java.util.List;

/**
 * The same profiles loaded in two ways.
 *
 * @param pipeline the run of {@link ProfileGenerators}
 * @param naive the run of {@link NaiveProfiles}
 */
record ProfileTimeline(List<Profile> profiles, Measurement pipeline, Measurement naive) {}
