package io.github.batch4j.spring.reactive;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.time.Duration;
import reactor.core.scheduler.Schedulers;

/** An application that has neither Spring Security nor context propagation. */
public final class ReactorOnly {

    private ReactorOnly() {}

    public static String answer() {
        return ReactiveBatchExecutor.create(BatchExecutor::create, Schedulers.boundedElastic())
                .execute(BatchGenerator.value("an answer"))
                .block(Duration.ofSeconds(20));
    }
}
