package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** The observations of a registry that validates the order of all calls, in the order in which they have started. */
final class RecordedObservations implements ObservationHandler<Observation.Context> {

    private final ObservationRegistry registry = TestObservationRegistry.create();
    private final List<Observation.Context> started = new CopyOnWriteArrayList<>();
    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
    private final List<Observation.Context> scopes = new CopyOnWriteArrayList<>();

    RecordedObservations() {
        registry.observationConfig().observationHandler(this);
    }

    ObservationRegistry registry() {
        return registry;
    }

    /** The names, each indented by the number of observations around it. */
    List<String> tree() {
        return started.stream()
                .map(context -> "  ".repeat(depth(context)) + name(context))
                .toList();
    }

    private static int depth(Observation.ContextView context) {
        return context.getParentObservation() == null
                ? 0
                : 1 + depth(context.getParentObservation().getContextView());
    }

    private static String name(Observation.ContextView context) {
        return context.getContextualName() == null ? context.getName() : context.getContextualName();
    }

    /** The names of those that have ended, in that order. */
    List<String> ended() {
        return stopped.stream().map(RecordedObservations::name).toList();
    }

    Observation.Context get(String name) {
        return started.stream()
                .filter(context -> name(context).equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<Observation.Context> all() {
        return started;
    }

    /** All that a backend could get to see of all observations. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Observation.Context context : started) {
            texts.add(name(context));
            for (KeyValue value : context.getAllKeyValues()) {
                texts.add(value.getKey() + "=" + value.getValue());
            }
            texts.add(String.valueOf(context.getError()));
        }
        return texts;
    }

    void clear() {
        started.clear();
        stopped.clear();
        scopes.clear();
    }

    /** Waits until one has ended, which another thread is to see to. */
    void awaitEndOf(String name) {
        await(() -> ended().contains(name));
    }

    void awaitAllEnds() {
        await(() -> stopped.containsAll(started));
    }

    private synchronized void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            assertThat(left).as("time left, ended so far: %s", ended()).isPositive();
            try {
                wait(left);
            } catch (InterruptedException interrupt) {
                throw new AssertionError(interrupt);
            }
        }
    }

    void assertNothingLeftOpen() {
        assertThat(stopped).containsExactlyInAnyOrderElementsOf(started);
        assertThat(scopes).as("scopes that are open").isEmpty();
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @Override
    public void onStart(Observation.Context context) {
        started.add(context);
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
        scopes.add(context);
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
        scopes.remove(context);
    }

    @Override
    public synchronized void onStop(Observation.Context context) {
        if (context instanceof BatchObservationContext || context instanceof ExecutionObservationContext) {
            assertThat(scopes).as("scopes that are open at the end").doesNotContain(context);
        }
        stopped.add(context);
        notifyAll();
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }
}
