package io.github.batch4j.spring.timeline;

import io.github.batch4j.spring.work.Recording;
import io.github.batch4j.spring.work.Work;
import io.github.batch4j.spring.work.WorkListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

/**
 * The last requests and jobs, in bounded memory: of each at most {@value TimelineRecording#ROWS} batches, and of those
 * the first keys if they may be shown. Thread-safe.
 */
public final class Timeline implements WorkListener, Ordered {

    /** The number of works kept. */
    static final int WORKS = 100;

    private final boolean withKeys;
    private final Deque<RecordedWork> works = new ArrayDeque<>();
    private long lastId;

    /**
     * Makes an empty timeline.
     *
     * @param withKeys true if the keys are kept, to be shown
     */
    public Timeline(boolean withKeys) {
        this.withKeys = withKeys;
    }

    @Override
    public Recording onStart(Work work) {
        return new TimelineRecording(this, work, withKeys);
    }

    synchronized void add(LongFunction<RecordedWork> work) {
        works.addFirst(work.apply(++lastId));
        if (works.size() > WORKS) {
            works.removeLast();
        }
    }

    /** The works that have ended, the latest first. */
    synchronized List<RecordedWork> works() {
        return new ArrayList<>(works);
    }

    /** A work; null if it is unknown or no longer kept. */
    synchronized @Nullable RecordedWork work(long id) {
        for (RecordedWork work : works) {
            if (work.id() == id) {
                return work;
            }
        }
        return null;
    }

    /** After the listeners that find something, which is shown. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
