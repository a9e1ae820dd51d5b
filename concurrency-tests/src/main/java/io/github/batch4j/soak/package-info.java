/** A soak of a million executions that end in every possible way, which checks that none leaves anything behind. */
@NullMarked
package io.github.batch4j.soak;

import org.jspecify.annotations.NullMarked;
