package io.github.batch4j.spring.returned;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.support.CheckedFailures;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;

/**
 * The forms in which a handler returns generators: one, which may be an operation; a list or another collection, whose
 * elements are executed side by side; an optional; or an entity of these.
 */
public final class ReturnedGenerators {

    private ReturnedGenerators() {}

    /**
     * True if a handler of this type returns generators, or an entity of a type that is not declared.
     *
     * @param returned the return type
     * @return false if there can be none
     */
    public static boolean mayBe(MethodParameter returned) {
        Class<?> raw = returned.getParameterType();
        if (BatchGenerator.class.isAssignableFrom(raw)) {
            return true;
        }
        boolean isPossible = Collection.class.isAssignableFrom(raw)
                || Optional.class.isAssignableFrom(raw)
                || HttpEntity.class.isAssignableFrom(raw);
        return isPossible && mayBe(ResolvableType.forMethodParameter(returned));
    }

    private static boolean mayBe(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        if (HttpEntity.class.isAssignableFrom(raw)) {
            ResolvableType body = type.as(HttpEntity.class).getGeneric();
            return body.resolve(Object.class) == Object.class || mayBe(body);
        }
        return isGenerator(type)
                || isGenerator(elementOf(type, Collection.class))
                || isGenerator(elementOf(type, Optional.class));
    }

    /**
     * True if a handler has returned generators.
     *
     * @param returned what it has returned
     * @return false if there is none to execute
     */
    public static boolean areIn(@Nullable Object returned) {
        return returned instanceof BatchGenerator<?>
                || (returned instanceof Optional<?> optional && areIn(optional.orElse(null)))
                || (returned instanceof Collection<?> all && isOfGenerators(all))
                || (returned instanceof HttpEntity<?> entity && areIn(entity.getBody()));
    }

    /**
     * Executes what a handler has returned. A failure is that of the handler, so a checked one is not wrapped.
     *
     * @param executor the executor
     * @param returned what it has returned
     * @return the results in the same form; what was returned, as it is, if there is no generator in it
     * @throws Exception the failure of a generator
     */
    public static @Nullable Object execute(BatchExecutor executor, @Nullable Object returned) throws Exception {
        return CheckedFailures.<@Nullable Object>unwrapped(() -> results(executor, returned));
    }

    private static @Nullable Object results(BatchExecutor executor, @Nullable Object returned) {
        if (returned instanceof BatchGenerator<?> generator) {
            return executor.execute(generator);
        }
        if (returned instanceof Optional<?> optional) {
            return optional.map(one -> results(executor, one));
        }
        if (returned instanceof Collection<?> all && isOfGenerators(all)) {
            return executor.executeAll(all.stream()
                    .<BatchGenerator<?>>map(one -> (BatchGenerator<?>) one)
                    .toList());
        }
        if (returned instanceof HttpEntity<?> entity) {
            Object result = results(executor, entity.getBody());
            return result == entity.getBody() ? entity : withBody(entity, result);
        }
        return returned;
    }

    private static boolean isOfGenerators(Collection<?> elements) {
        return !elements.isEmpty() && elements.stream().allMatch(BatchGenerator.class::isInstance);
    }

    private static HttpEntity<?> withBody(HttpEntity<?> entity, @Nullable Object result) {
        return entity instanceof ResponseEntity<?> response
                ? new ResponseEntity<>(result, response.getHeaders(), response.getStatusCode())
                : new HttpEntity<>(result, entity.getHeaders());
    }

    /**
     * The return type of a handler as it would be if it returned the results.
     *
     * @param returned the return type
     * @param result the result of what it has returned
     * @return a return type by which the result is handled and written
     */
    public static MethodParameter ofResult(MethodParameter returned, @Nullable Object result) {
        return new ResultParameter(returned, ofResults(ResolvableType.forMethodParameter(returned)), result);
    }

    private static ResolvableType ofResults(ResolvableType type) {
        if (isGenerator(type)) {
            return type.as(BatchGenerator.class).getGeneric();
        }
        if (isGenerator(elementOf(type, Collection.class))) {
            return ResolvableType.forClassWithGenerics(List.class, ofResults(elementOf(type, Collection.class)));
        }
        if (isGenerator(elementOf(type, Optional.class))) {
            return ResolvableType.forClassWithGenerics(Optional.class, ofResults(elementOf(type, Optional.class)));
        }
        ResolvableType body = type.as(HttpEntity.class).getGeneric();
        return body.resolve() == null || !mayBe(body)
                ? type
                : ResolvableType.forClassWithGenerics(ResponseEntity.class, ofResults(body));
    }

    private static ResolvableType elementOf(ResolvableType type, Class<?> container) {
        return type.as(container).getGeneric();
    }

    private static boolean isGenerator(ResolvableType type) {
        return BatchGenerator.class.isAssignableFrom(type.resolve(Object.class));
    }
}
