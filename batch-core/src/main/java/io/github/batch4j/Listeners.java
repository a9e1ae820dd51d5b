package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several listeners as one. */
record Listeners(List<BatchListener> listeners) implements BatchListener {

    /** Null for no listener at all, so that an execution nobody listens to pays nothing for it. */
    static @Nullable BatchListener of(List<BatchListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> null;
            case 1 -> listeners.get(0);
            default -> new Listeners(List.copyOf(listeners));
        };
    }

    static @Nullable BatchListener plus(@Nullable BatchListener listener, BatchListener... more) {
        if (more.length == 0) {
            return listener;
        }
        List<BatchListener> joined = list(listener);
        for (BatchListener one : more) {
            joined.add(Arguments.notNull(one, "BatchExecutor.execute", "listeners"));
        }
        return of(joined);
    }

    static @Nullable BatchListener minus(@Nullable BatchListener listener, BatchListener... gone) {
        List<BatchListener> left = list(listener);
        for (BatchListener one : gone) {
            for (int i = left.size() - 1; i >= 0; i--) {
                if (left.get(i) == one) {
                    left.remove(i);
                    break;
                }
            }
        }
        return of(left);
    }

    private static List<BatchListener> list(@Nullable BatchListener listener) {
        if (listener == null) {
            return new ArrayList<>();
        }
        return new ArrayList<>(listener instanceof Listeners several ? several.listeners : List.of(listener));
    }

    @Override
    public void onSend(SentBatch batch) {
        for (int i = 0; i < listeners.size(); i++) {
            if (isFirst(i)) {
                listeners.get(i).onSend(batch);
            }
        }
    }

    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        for (int i = 0; i < listeners.size(); i++) {
            if (isFirst(i)) {
                listeners.get(i).onAnswer(batch, took, failure);
            }
        }
    }

    /** One that listens in several places, to the executor and to a call say, hears of a batch once. */
    private boolean isFirst(int index) {
        for (int i = 0; i < index; i++) {
            if (listeners.get(i) == listeners.get(index)) {
                return false;
            }
        }
        return true;
    }
}
