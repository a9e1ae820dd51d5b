package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of the writes of a batch on a cluster, whose nodes each have an order of their own only. Those that share a
 * key follow each other, those that share none go side by side. One that has no key, or may change others than its own,
 * goes alone: after all before it, and before all behind it.
 */
final class KeyOrder {

    /** The last one of each key, since one went alone. */
    private final Map<KeyBytes, Call> last = new HashMap<>();

    private final List<Call> sinceAlone = new ArrayList<>();
    private @Nullable Call alone;

    void add(Call call, boolean anything) {
        if (anything || call.keys().isEmpty()) {
            addAlone(call);
            return;
        }
        boolean follows = false;
        for (byte[] key : call.keys()) {
            Call before = last.put(new KeyBytes(key), call);
            if (before != null && before != call) {
                before.letFollow(call);
                follows = true;
            }
        }
        if (!follows && alone != null) {
            alone.letFollow(call);
        }
        sinceAlone.add(call);
    }

    private void addAlone(Call call) {
        for (Call before : sinceAlone) {
            before.letFollow(call);
        }
        if (sinceAlone.isEmpty() && alone != null) {
            alone.letFollow(call);
        }
        alone = call;
        last.clear();
        sinceAlone.clear();
    }
}
