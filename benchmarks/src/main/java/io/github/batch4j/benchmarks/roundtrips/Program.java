package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchGenerator;

/** The code that loads all of an item. */
interface Program {

    BatchGenerator<?> of(Item item);
}
