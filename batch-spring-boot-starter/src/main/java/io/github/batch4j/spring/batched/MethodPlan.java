package io.github.batch4j.spring.batched;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * An annotated method with all that is known before it is called: the method that answers many calls, and how.
 *
 * @param type the class or interface against which the types of both are resolved
 */
record MethodPlan(Class<?> type, Pair pair, Batched options, AnswerForm form) {

    /**
     * Makes the plans of a type's annotated methods.
     *
     * @throws WrongPair if one cannot be answered in batches
     */
    static List<MethodPlan> in(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, Batched.class)) {
            return List.of();
        }
        Map<Method, Batched> annotated;
        try {
            annotated = MethodIntrospector.selectMethods(
                    type, (Method method) -> AnnotatedElementUtils.findMergedAnnotation(method, Batched.class));
        } catch (IllegalStateException | LinkageError unknown) { // a type of some method is not on the class path
            LogFactory.getLog(Batched.class).debug("methods of " + type + " cannot be read", unknown);
            return List.of();
        }
        return annotated.entrySet().stream()
                .sorted(Comparator.comparing(found -> found.getKey().toString())) // the same is refused each time
                .map(found -> of(type, found.getKey(), found.getValue()))
                .toList();
    }

    private static MethodPlan of(Class<?> type, Method single, Batched options) {
        if ((single.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) != 0) {
            throw new WrongPair(
                    type,
                    single,
                    options,
                    "expected a method that a proxy can intercept, found one that is "
                            + Modifier.toString(single.getModifiers()));
        }
        if (options.maxSize() < 1) {
            throw new WrongPair(type, single, options, "expected a maxSize of at least 1, found " + options.maxSize());
        }
        Pair pair = Pair.find(type, single, options);
        return new MethodPlan(type, pair, options, AnswerForm.find(type, pair, options));
    }

    /** The name of its loaders in traces and error messages. */
    String name() {
        return type.getSimpleName() + "." + options.value();
    }

    /** True if this is the plan of a method that was called on a bean, maybe one of an interface or a bridge. */
    boolean isOf(Method called) {
        return pair.single().getName().equals(called.getName())
                && pair.single().equals(AopUtils.getMostSpecificMethod(called, type));
    }
}
