package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several listeners as one. */
record CompositeListener(List<BatchListener> listeners) implements BatchListener {

    /** Null for no listener at all, so that an execution nobody listens to pays nothing for it. */
    static @Nullable BatchListener of(List<BatchListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> null;
            case 1 -> listeners.get(0);
            default -> new CompositeListener(List.copyOf(listeners));
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
        return new ArrayList<>(listener instanceof CompositeListener several ? several.listeners : List.of(listener));
    }

    /** If one throws, the batch is not sent. Those that have heard of it then hear that it will not be answered. */
    @Override
    public void onSend(SentBatch batch) {
        for (int i = 0; i < listeners.size(); i++) {
            if (isFirst(i)) {
                try {
                    listeners.get(i).onSend(batch);
                } catch (Throwable thrown) {
                    Throwables.attach(thrown, answer(i, batch, Duration.ZERO, CallRecord.cancelled()));
                    throw thrown;
                }
            }
        }
    }

    /** All hear of it, whatever one of them throws. */
    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        List<Throwable> thrown = answer(listeners.size(), batch, took, failure);
        if (!thrown.isEmpty()) {
            Throwables.attach(thrown.get(0), thrown);
            throw Throwables.unchecked(thrown.get(0));
        }
    }

    /** Tells the first of the listeners, and gives back what they throw. */
    private List<Throwable> answer(int count, SentBatch batch, Duration took, @Nullable Throwable failure) {
        List<Throwable> thrown = new ArrayList<>(0);
        for (int i = 0; i < count; i++) {
            if (isFirst(i)) {
                try {
                    listeners.get(i).onAnswer(batch, took, failure);
                } catch (Throwable one) {
                    thrown.add(one);
                }
            }
        }
        return thrown;
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
