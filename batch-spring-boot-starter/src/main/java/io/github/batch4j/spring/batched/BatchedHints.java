package io.github.batch4j.spring.batched;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;

/** The hints by which a native image has what annotated methods call by reflection. */
final class BatchedHints {

    private BatchedHints() {}

    static void register(List<MethodPlan> plans, RuntimeHints hints) {
        for (MethodPlan plan : plans) {
            register(plan.pair().batch(), hints);
            if (plan.form() instanceof AnswerForm.ByKey byKey) {
                register(byKey.key().member(), hints);
            }
        }
    }

    private static void register(Member member, RuntimeHints hints) {
        if (member instanceof Method method) {
            hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
        } else {
            hints.reflection().registerField((Field) member);
        }
    }
}
