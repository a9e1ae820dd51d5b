package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.SharedCalls;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** The meters of each limit of shared calls that is a bean, with its name as the tag {@code name}. */
final class SharedCallMeters implements BeanPostProcessor {

    private static final String SUFFIX = "SharedCalls";

    private final ObjectProvider<MeterRegistry> registry;

    SharedCallMeters(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof SharedCalls calls) {
            registry.ifUnique(meters -> register(meters, calls, name(beanName)));
        }
        return bean;
    }

    /** The name of the bean without its suffix, as {@code jdbc} of {@code jdbcSharedCalls}. */
    private static String name(String beanName) {
        return beanName.length() > SUFFIX.length() && beanName.endsWith(SUFFIX)
                ? beanName.substring(0, beanName.length() - SUFFIX.length())
                : beanName;
    }

    private static void register(MeterRegistry meters, SharedCalls calls, String name) {
        gauge(meters, calls, name, "batch4j.shared.calls.active", "Calls under way", SharedCalls::callsUnderWay);
        gauge(meters, calls, name, "batch4j.shared.calls.max", "Calls that may be under way", SharedCalls::maxCalls);
        gauge(
                meters,
                calls,
                name,
                "batch4j.shared.batches.waiting",
                "Batches that wait for a call",
                SharedCalls::waitingBatches);
        counter(
                meters,
                calls,
                name,
                "batch4j.shared.batches.merged",
                "Batches answered by the call of another one",
                SharedCalls::mergedBatches);
        counter(
                meters,
                calls,
                name,
                "batch4j.shared.calls.failed",
                "Calls for several batches that have failed",
                SharedCalls::failedMergedCalls);
    }

    private static void counter(
            MeterRegistry meters,
            SharedCalls calls,
            String name,
            String meter,
            String description,
            ToDoubleFunction<SharedCalls> count) {
        FunctionCounter.builder(meter, calls, count)
                .description(description)
                .tag("name", name)
                .register(meters);
    }

    private static void gauge(
            MeterRegistry meters,
            SharedCalls calls,
            String name,
            String meter,
            String description,
            ToDoubleFunction<SharedCalls> value) {
        Gauge.builder(meter, calls, value)
                .description(description)
                .tag("name", name)
                .register(meters);
    }
}
