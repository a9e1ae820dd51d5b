package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 2 for maps: the same keys in the same order, each with its result. */
class Rule02MapOrderTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    @Test
    void theKeysKeepTheirOrderWhicheverResultIsThereFirst() {
        Map<String, BatchGenerator<String>> asked = new LinkedHashMap<>();
        asked.put("zoe", users.get("a").flatMap(name -> users.get("late")));
        asked.put(null, users.get("b"));
        asked.put("ann", BatchGenerator.value(null));

        assertThat(executor.execute(BatchGenerator.all(asked)))
                .containsExactly(entry("zoe", "LATE"), entry(null, "B"), entry("ann", null));
        assertThat(users.batches()).containsExactly("[a, b]", "[late]");
    }

    @Test
    void anEmptyMapGivesAnEmptyMapAndAsksNobody() {
        assertThat(executor.execute(BatchGenerator.all(Map.<String, BatchGenerator<String>>of())))
                .isEmpty();
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void theSameGeneratorUnderTwoKeysGivesItsResultTwice() {
        BatchGenerator<String> same = users.get("a").map(name -> name + "!");

        assertThat(executor.execute(BatchGenerator.all(Map.of(1, same, 2, same))))
                .containsOnly(entry(1, "A!"), entry(2, "A!"));
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void theMapIsCopiedAndTheResultCannotBeModified() {
        Map<Integer, BatchGenerator<String>> asked = new LinkedHashMap<>(Map.of(1, users.get("a")));
        BatchGenerator<Map<Integer, String>> all = BatchGenerator.all(asked);
        asked.clear();

        Map<Integer, String> names = executor.execute(all);

        assertThat(names).containsExactly(entry(1, "A"));
        assertThatThrownBy(names::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
