package io.github.batch4j.benchmarks;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.benchmarks.Pipelines.GetUser;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * A new executor of the starter's factory, as each request has one, that loads one couple in two batches: without
 * listeners, with a registry of observations that has no handlers, and with timers and meters. The warm-up is longer
 * than that of others: Micrometer is much code for each observation.
 */
@Warmup(iterations = 25)
public class ObservedExecutorBenchmark extends Settings {

    /** Named here, as versions before it are measured too. They can be measured only when switched off. */
    private static final String OBSERVATIONS =
            "io.github.batch4j.spring.autoconfigure.BatchExecutorObservationAutoConfiguration";

    /** The registries that the application has. */
    public enum Registries {
        OFF,
        WITHOUT_HANDLERS,
        TIMERS
    }

    @Param({"OFF", "WITHOUT_HANDLERS", "TIMERS"})
    public Registries registries = Registries.OFF;

    private AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    private BatchExecutorFactory factory = () -> {
        throw new IllegalStateException("not started");
    };

    @Override
    int size() {
        return 1;
    }

    @Setup
    public void startApplication() {
        application = new AnnotationConfigApplicationContext();
        if (registries != Registries.OFF) {
            ObservationRegistry observations = ObservationRegistry.create();
            application.registerBean(ObservationRegistry.class, () -> observations);
            if (registries == Registries.TIMERS) {
                MeterRegistry meters = new SimpleMeterRegistry();
                observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
                application.registerBean(MeterRegistry.class, () -> meters);
            }
        }
        application.register(BatchExecutorAutoConfiguration.class);
        if (registries != Registries.OFF || ClassUtils.isPresent(OBSERVATIONS, null)) {
            application.register(ClassUtils.resolveClassName(OBSERVATIONS, null));
        }
        application.refresh();
        factory = application.getBean(BatchExecutorFactory.class);
    }

    @TearDown
    public void stopApplication() {
        application.close();
    }

    @Benchmark
    public Couple pipeline() {
        GetUser user = new GetUser(ids[0]);
        return factory.create()
                .execute(BatchGenerator.zip(user, user.flatMap(found -> new GetUser(found.spouseId())), Couple::new));
    }
}
