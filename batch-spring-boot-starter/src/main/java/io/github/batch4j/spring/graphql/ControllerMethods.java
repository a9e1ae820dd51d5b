package io.github.batch4j.spring.graphql;

import graphql.schema.DataFetcher;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;
import org.springframework.util.ConcurrentReferenceHashMap;

/** The data fetchers that are controller methods of Spring for GraphQL, by whether they are to run side by side. */
final class ControllerMethods implements Predicate<DataFetcher<?>> {

    private final Map<Method, Boolean> marked = new ConcurrentReferenceHashMap<>();

    @Override
    public boolean test(DataFetcher<?> fetcher) {
        Method method = fetcher instanceof SelfDescribingDataFetcher<?> described ? described.asMethod() : null;
        return method != null && marked.computeIfAbsent(method, ControllerMethods::isMarked);
    }

    static boolean isMarked(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, SideBySide.class)
                || AnnotatedElementUtils.hasAnnotation(method.getDeclaringClass(), SideBySide.class);
    }
}
