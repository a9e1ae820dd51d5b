package io.github.batch4j.spring.returned;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * The return type of a handler as it would be if it returned the result of its generator: by this type Spring chooses
 * who handles the result, and Jackson how to write it.
 */
final class ResultParameter extends MethodParameter {

    private final MethodParameter returned;
    private final ResolvableType type;
    private final Class<?> raw;

    /**
     * Makes the type of a result.
     *
     * @param returned the type that is declared
     * @param type the type of the result as it follows from that
     * @param result the result, whose class is more specific
     */
    ResultParameter(MethodParameter returned, ResolvableType type, @Nullable Object result) {
        super(returned);
        this.returned = returned;
        this.raw = result != null ? result.getClass() : type.resolve(Object.class);
        this.type = type.resolve() != null ? type : ResolvableType.forClass(raw);
    }

    private ResultParameter(ResultParameter original) {
        super(original);
        this.returned = original.returned;
        this.type = original.type;
        this.raw = original.raw;
    }

    @Override
    public Class<?> getParameterType() {
        return raw;
    }

    @Override
    public Type getGenericParameterType() {
        return type.getType();
    }

    // The handler's annotations: that of Spring MVC also looks at interfaces, and at the class for asynchronous
    // results.

    @Override
    public @Nullable Method getMethod() {
        return returned.getMethod();
    }

    @Override
    public Class<?> getContainingClass() {
        return returned.getContainingClass();
    }

    @Override
    public <A extends Annotation> @Nullable A getMethodAnnotation(Class<A> annotationType) {
        return returned.getMethodAnnotation(annotationType);
    }

    @Override
    public <A extends Annotation> boolean hasMethodAnnotation(Class<A> annotationType) {
        return returned.hasMethodAnnotation(annotationType);
    }

    @Override
    public Annotation[] getParameterAnnotations() {
        return returned.getParameterAnnotations();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResultParameter that && returned.equals(that.returned) && raw == that.raw;
    }

    @Override
    public int hashCode() {
        return returned.hashCode();
    }

    @Override
    public ResultParameter clone() {
        return new ResultParameter(this);
    }
}
