package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.SharedCalls;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.function.SingletonSupplier;

/** An annotated method of a bean, ready to be called: by the executor, with a loader of the method for many. */
final class BoundMethod {

    private final MethodPlan plan;
    private final BatchedBean bean;
    private final Supplier<BatchExecutor> executor;
    private final Method batch;
    private final boolean takesSet;
    private final int keyIndex;
    private final Result result;

    /** Null if there are arguments beside the key. */
    private final @Nullable Supplier<BatchLoader<Object, Object>> only;

    private final Loaders byArguments;

    BoundMethod(MethodPlan plan, BatchedBean bean, Supplier<BatchExecutor> executor) {
        this.plan = plan;
        this.bean = bean;
        this.executor = executor;
        this.batch =
                AopUtils.selectInvocableMethod(plan.pair().batch(), bean.proxy().getClass());
        batch.trySetAccessible();
        this.keyIndex = plan.pair().keyIndex();
        this.takesSet = batch.getParameterTypes()[keyIndex] == Set.class;
        this.result = plan.form().result();
        this.byArguments = new Loaders(this::loader);
        String shared = plan.options().sharedCalls();
        if (shared.isEmpty()) {
            BatchLoader<Object, Object> loader = loader(List.of()); // now, as it may be refused
            this.only = hasOthers() ? null : () -> loader;
        } else if (!bean.beans().containsBean(shared)) {
            throw new IllegalStateException(plan.name() + " expects a bean of type SharedCalls named " + shared
                    + " (@Batched(sharedCalls = ...)), found none of this name");
        } else {
            this.only = hasOthers() ? null : SingletonSupplier.of(() -> loader(List.of()));
        }
    }

    boolean isOf(Method called) {
        return plan.isOf(called);
    }

    private boolean hasOthers() {
        return batch.getParameterCount() > 1;
    }

    private BatchLoader<Object, Object> loader(List<@Nullable Object> others) {
        BatchLoader<Object, Object> loader = plan.form()
                .loader(plan.name(), bean, keys -> load(keys, others))
                .withMaxBatchSize(plan.options().maxSize());
        String shared = plan.options().sharedCalls();
        if (!shared.isEmpty()) {
            loader = bean.beans().getBean(shared, SharedCalls.class).shareAnswers(loader);
        }
        return plan.options().cache() ? loader.withCache() : loader;
    }

    private @Nullable Object load(List<Object> keys, List<@Nullable Object> others) {
        List<@Nullable Object> arguments = new ArrayList<>(others);
        arguments.add(keyIndex, takesSet ? Collections.unmodifiableSet(new LinkedHashSet<>(keys)) : keys);
        return Calls.invoke(batch, bean.proxy(), arguments.toArray());
    }

    /**
     * Waits for the value of a call.
     *
     * @param called the method that was called, whose checked exceptions may be thrown
     */
    @Nullable
    Object call(Method called, @Nullable Object[] arguments) throws Throwable {
        Object key = arguments[keyIndex];
        if (key == null) {
            throw new IllegalArgumentException(plan.type().getSimpleName() + "." + called.getName()
                    + ", which is @Batched, expects a key, got null");
        }
        BatchLoader<Object, Object> loader = only == null ? byArguments.get(others(arguments)) : only.get();
        try {
            return result.load(executor.get(), loader, key);
        } catch (UndeclaredThrowableException failure) {
            throw isDeclared(failure.getUndeclaredThrowable(), called) ? failure.getUndeclaredThrowable() : failure;
        }
    }

    private List<@Nullable Object> others(@Nullable Object[] arguments) {
        List<@Nullable Object> others = new ArrayList<>(arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            if (i != keyIndex) {
                others.add(arguments[i]);
            }
        }
        return others;
    }

    private static boolean isDeclared(@Nullable Throwable failure, Method called) {
        return Arrays.stream(called.getExceptionTypes()).anyMatch(type -> type.isInstance(failure));
    }
}
