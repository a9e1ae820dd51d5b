/** A million executions that end in every way there is, to see that nothing of them is left. */
@NullMarked
package io.github.batch4j.soak;

import org.jspecify.annotations.NullMarked;
