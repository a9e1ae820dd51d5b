package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.autoconfigure.BatchExecutorBatchedAutoConfiguration;
import java.util.function.Consumer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** An application context with an executor that is traced. */
final class Application implements AutoCloseable {

    final BatchTrace trace = new BatchTrace();
    final BatchExecutor executor =
            BatchExecutor.builder().listener(trace).cache(100).build();
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** Starts an application with beans of some classes. */
    static Application of(Class<?>... beans) {
        return of(context -> {}, beans);
    }

    static Application of(Consumer<AnnotationConfigApplicationContext> more, Class<?>... beans) {
        Application application = new Application();
        application.context.registerBean(BatchExecutor.class, () -> application.executor);
        application.context.register(BatchExecutorBatchedAutoConfiguration.class);
        if (beans.length > 0) {
            application.context.register(beans);
        }
        more.accept(application.context);
        try {
            application.context.refresh();
        } catch (RuntimeException failure) {
            application.close();
            throw failure;
        }
        return application;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
