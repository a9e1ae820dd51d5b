package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of the writes of a batch on a cluster, where each node orders its own commands only. Writes that share a
 * key are chained, others go side by side. A write that has no key, or may change other keys than its own, goes alone:
 * after all writes before it, and before all later ones.
 */
final class KeyOrder {

    /** The last write of each key since the last one that goes alone. */
    private final Map<KeyBytes, Call> last = new HashMap<>();

    private final List<Call> sinceAlone = new ArrayList<>();
    private @Nullable Call alone;

    void add(Call call, boolean anything) {
        if (anything || call.keys().isEmpty()) {
            addAlone(call);
            return;
        }
        boolean chained = false;
        for (byte[] key : call.keys()) {
            Call before = last.put(new KeyBytes(key), call);
            if (before != null && before != call) {
                before.addSuccessor(call);
                chained = true;
            }
        }
        if (!chained && alone != null) {
            alone.addSuccessor(call);
        }
        sinceAlone.add(call);
    }

    private void addAlone(Call call) {
        for (Call before : sinceAlone) {
            before.addSuccessor(call);
        }
        if (sinceAlone.isEmpty() && alone != null) {
            alone.addSuccessor(call);
        }
        alone = call;
        last.clear();
        sinceAlone.clear();
    }
}
