package io.github.batch4j.spring.batched;

import java.lang.reflect.Method;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;

/**
 * The advice that comes after that of annotated methods in the proxy of a bean. It never runs for these, but for the
 * method for many, if it applies to that one too, as that of a transactional class does.
 */
final class LaterAdvice {

    private LaterAdvice() {}

    /**
     * Fails if advice applies to an annotated method alone: nobody would notice that it does not run.
     *
     * @throws WrongPair with the advice
     */
    static void refuse(List<Advisor> later, List<MethodPlan> plans) {
        for (MethodPlan plan : plans) {
            for (Advisor advisor : later) {
                Pair pair = plan.pair();
                if (isFor(advisor, pair.single(), plan) && !isFor(advisor, pair.batch(), plan)) {
                    throw new WrongPair(
                            plan.type(),
                            pair.single(),
                            plan.options(),
                            "expected no advice that applies to it and not to "
                                    + plan.options().value() + ", found "
                                    + advisor.getAdvice().getClass().getName()
                                    + ", which would not run; move its annotation to "
                                    + plan.options().value()
                                    + ", or give it an order of less than " + BatchedInterceptor.ORDER);
                }
            }
        }
    }

    private static boolean isFor(Advisor advisor, Method method, MethodPlan plan) {
        if (!(advisor instanceof PointcutAdvisor withPointcut) || withPointcut.getPointcut() == Pointcut.TRUE) {
            return false; // for all methods, as the parts of a repository are
        }
        Pointcut pointcut = withPointcut.getPointcut();
        return pointcut.getClassFilter().matches(plan.type())
                && pointcut.getMethodMatcher().matches(method, plan.type());
    }
}
