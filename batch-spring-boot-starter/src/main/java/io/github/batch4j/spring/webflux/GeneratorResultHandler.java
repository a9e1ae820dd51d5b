package io.github.batch4j.spring.webflux;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.reactive.ReactiveBatchExecutor;
import io.github.batch4j.spring.returned.ReturnedGenerators;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A handler of results that executes returned generators off the event loop, those of one handler in one unit of work.
 * The results are then handled as if they had been returned themselves: as a body, an entity, or the name of a view.
 * Thread-safe.
 */
public final class GeneratorResultHandler implements HandlerResultHandler, Ordered {

    private final ReactiveBatchExecutor reactive;
    private final Supplier<BatchExecutor> executor;
    private final Supplier<List<HandlerResultHandler>> handlers;

    /**
     * Makes a handler.
     *
     * @param reactive runs the generators
     * @param executor returns the executor that is injected
     * @param handlers returns all handlers of results in their order, this one among them
     */
    public GeneratorResultHandler(
            ReactiveBatchExecutor reactive,
            Supplier<BatchExecutor> executor,
            Supplier<List<HandlerResultHandler>> handlers) {
        this.reactive = reactive;
        this.executor = executor;
        this.handlers = handlers;
    }

    /** The first: one of Spring's own makes JSON of whatever there is. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(HandlerResult result) {
        Object returned = result.getReturnValue();
        return returned instanceof BatchGenerator<?>
                || (ReturnedGenerators.mayBe(result.getReturnTypeSource()) && ReturnedGenerators.areIn(returned));
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        return reactive.<HandlerResult>call(() -> execute(result))
                .flatMap(executed -> handlerOf(executed).handleResult(exchange, executed));
    }

    private HandlerResult execute(HandlerResult result) throws Exception {
        Object executed = ReturnedGenerators.execute(executor.get(), result.getReturnValue());
        return new HandlerResult(
                result.getHandler(),
                executed,
                ReturnedGenerators.ofResult(result.getReturnTypeSource(), executed),
                result.getBindingContext());
    }

    private HandlerResultHandler handlerOf(HandlerResult executed) {
        for (HandlerResultHandler handler : handlers.get()) {
            if (handler != this && handler.supports(executed)) {
                return handler;
            }
        }
        throw new IllegalStateException(
                "no HandlerResultHandler for the result of a generator, of type " + executed.getReturnType());
    }
}
