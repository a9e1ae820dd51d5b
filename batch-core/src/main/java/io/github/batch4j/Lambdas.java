package io.github.batch4j;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Methods of the JDK that are not there, or not open, when this is compiled, as the lambdas that a compiler would have made
 * of them.
 *
 * <p>To the JIT such a constant is one call that it can look into; a method handle is several, one inside the other, and it
 * looks only so deep.
 */
final class Lambdas {

    private Lambdas() {}

    /**
     * Makes a lambda.
     *
     * @param type an interface with a single method
     * @param method its name
     * @param lookup who has access to the target
     * @param target a direct method handle
     * @param captured its first arguments
     */
    @SuppressWarnings("unchecked")
    static <F> F of(
            Class<? super F> type,
            String method,
            MethodHandles.Lookup lookup,
            MethodHandle target,
            Object... captured) {
        MethodType arguments = target.type();
        MethodType factory = arguments
                .dropParameterTypes(captured.length, arguments.parameterCount())
                .changeReturnType(type);
        MethodType called = arguments.dropParameterTypes(0, captured.length);
        try {
            CallSite site = LambdaMetafactory.metafactory(lookup, method, factory, called.erase(), target, called);
            return (F) type.cast(site.getTarget().invokeWithArguments(captured));
        } catch (Throwable failure) {
            throw Throwables.unchecked(failure);
        }
    }
}
