/**
 * Suspend functions as bodies: coroutines that await generators, on the thread that executes them.
 */
module io.github.batch4j.kotlin {
    requires transitive io.github.batch4j;
    requires transitive kotlin.stdlib;
    requires transitive kotlinx.coroutines.core;

    exports io.github.batch4j.kotlin;
}
