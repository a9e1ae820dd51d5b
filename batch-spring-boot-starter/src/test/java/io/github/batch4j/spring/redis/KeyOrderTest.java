package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of writes on a cluster, whose nodes end them in any order. */
class KeyOrderTest {

    private final KeyOrder order = new KeyOrder();

    /**
     * A write.
     *
     * @param alone true if it may change anything
     */
    private record Write(Call call, Set<String> keys, boolean alone) {

        boolean hasAnOrderWith(Write other) {
            return alone
                    || other.alone
                    || keys.isEmpty()
                    || other.keys.isEmpty()
                    || keys.stream().anyMatch(other.keys::contains);
        }
    }

    private Write add(boolean alone, String... keys) {
        Call call = new Call(CommandName.EVAL, List.of(keys));
        for (String key : keys) {
            call.addKey(key.getBytes(StandardCharsets.UTF_8));
        }
        order.add(call, alone);
        return new Write(call, Set.of(keys), alone);
    }

    @Test
    void writesOfOtherKeysAreAllSentAtOnce() {
        List<Write> writes = IntStream.range(0, 1000)
                .mapToObj(i -> add(false, "a" + i, "b" + i))
                .toList();

        assertThat(writes).allMatch(write -> write.call().isFirst());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void writesThatShareAKeyAndThoseThatGoAloneKeepTheirOrderAndAllAreSent(long seed) {
        Random random = new Random(seed);
        List<Write> writes = IntStream.range(0, 200)
                .mapToObj(i -> add(
                        random.nextInt(20) == 0,
                        random.ints(random.nextInt(4), 0, 12)
                                .distinct()
                                .mapToObj(key -> "key" + key)
                                .toArray(String[]::new)))
                .toList();

        List<Call> sent = new ArrayList<>();
        List<Call> underWay = new ArrayList<>(
                writes.stream().map(Write::call).filter(Call::isFirst).toList());
        Set<Call> ended = new HashSet<>();
        while (!underWay.isEmpty()) {
            Call call = underWay.remove(random.nextInt(underWay.size()));
            ended.add(call);
            sent.add(call);
            for (Call successor : call.successors()) {
                if (successor.predecessorEnded(null)) {
                    underWay.add(successor);
                }
            }
        }

        assertThat(ended).hasSize(writes.size());
        for (int later = 0; later < writes.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (writes.get(later).hasAnOrderWith(writes.get(earlier))) {
                    assertThat(sent.indexOf(writes.get(earlier).call()))
                            .isLessThan(sent.indexOf(writes.get(later).call()));
                }
            }
        }
    }
}
