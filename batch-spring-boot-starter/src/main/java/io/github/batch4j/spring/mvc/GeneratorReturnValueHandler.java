package io.github.batch4j.spring.mvc;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.returned.ReturnedGenerators;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * A handler of return values that executes returned generators with the executor of the request. The results are then
 * handled as if they had been returned themselves: as a body, an entity, or the name of a view. Thread-safe.
 */
public final class GeneratorReturnValueHandler implements HandlerMethodReturnValueHandler {

    private final Supplier<BatchExecutor> executor;
    private final HandlerMethodReturnValueHandlerComposite others = new HandlerMethodReturnValueHandlerComposite();

    /**
     * Makes a handler, to come before the others.
     *
     * @param executor returns the executor that is injected
     * @param others the handlers of results
     */
    public GeneratorReturnValueHandler(Supplier<BatchExecutor> executor, List<HandlerMethodReturnValueHandler> others) {
        this.executor = executor;
        this.others.addHandlers(others);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return ReturnedGenerators.mayBe(returnType);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned,
            MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws Exception {
        Object result = ReturnedGenerators.execute(executor.get(), returned);
        others.handleReturnValue(result, ReturnedGenerators.ofResult(returnType, result), container, request);
    }
}
