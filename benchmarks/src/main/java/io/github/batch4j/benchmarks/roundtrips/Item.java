package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import java.util.List;

/**
 * An item of a page, as its program sees it.
 *
 * @param page the page
 * @param number the number of the item on the page
 * @param stores the batchers of the stores
 */
record Item(Page page, int number, List<Batcher<Load, Integer>> stores) {

    /** Returns the load of a place, or a value if that is absent in this item. */
    BatchGenerator<Integer> load(int place) {
        return page.absent()[number][place]
                ? BatchGenerator.value(0)
                : new Load(stores.get(page.graph().stores()[place]), number, place);
    }
}
