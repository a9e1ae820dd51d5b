package io.github.batch4j.spring.batched;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean that asks for one key, answered by another method of the same bean that takes many.
 *
 * <pre>{@code
 * interface Users {
 *
 *     @Batched("byIds")
 *     User byId(long id);
 *
 *     Map<Long, User> byIds(Collection<Long> ids);
 * }
 * }</pre>
 *
 * <p>Calls of {@code byId} that run side by side, in bodies or under {@code executor.all(ids, users::byId)}, become one
 * call of {@code byIds} with distinct keys; one that runs alone becomes a call with one key. The body of the annotated
 * method never runs, so in an interface it may be a default method that an implementation need not have.
 *
 * <p><b>The pair.</b> The method for many has the same parameters, but in place of the key a
 * {@link java.util.Collection}, {@link java.util.List}, {@link java.util.Set} or {@link Iterable} of keys. Calls are
 * batched if their other arguments are equal. It returns one of
 *
 * <ul>
 *   <li>a map by key, in which a key that has no value is left out;
 *   <li>a list with one element for each key, in the order of the keys, null for a key that has no value;
 *   <li>any {@link Iterable} of values, if {@link #key} says where a value has its key.
 * </ul>
 *
 * <p><b>The result.</b> For a key that has no value it is null, {@link java.util.Optional#empty} if the method returns
 * an {@code Optional}, an empty collection or map if it returns a {@code List}, {@code Collection}, {@code Iterable},
 * {@code Set} or {@code Map}; if it returns a primitive type, the call fails with a
 * {@link io.github.batch4j.MissingKeyException}. What the method for many throws, each caller gets, checked exceptions
 * too if the annotated method declares them.
 *
 * <p>A bean with a pair that does not match is refused when it is made. Calls from within the bean are not batched, as
 * they do not go through its proxy. In a transaction the method for many runs in the caller's; {@code @Transactional},
 * {@code @Cacheable} and the like belong on that method.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Batched {

    /**
     * The name of the method of the same bean that takes many keys.
     *
     * @return the name
     */
    String value();

    /**
     * The key of a value, if the method for many returns values without their keys: the name of a property of the
     * values (a record component, a getter or a field), or of a method of the bean that takes a value. Each key may
     * have one value, or any number if the annotated method returns a {@link java.util.List},
     * {@link java.util.Collection} or {@link Iterable} of them. Spring Data's {@code findAllById} needs none.
     *
     * @return the name; empty, as by default, for a map and for a list in the order of the keys
     */
    String key() default "";

    /**
     * The largest number of keys in one call; more are several calls of the same step.
     *
     * @return at least 1
     */
    int maxSize() default 1000;

    /**
     * True if the executor keeps the answers, so that a request asks for a key once. It does not notice what is written
     * to the store: {@link io.github.batch4j.ExecutionCache#clear} makes it ask again.
     *
     * @return false by default
     */
    boolean cache() default false;

    /**
     * The name of a {@link io.github.batch4j.SharedCalls} bean, through which requests share their calls under load.
     * Values must be immutable then, and must not depend on who asks: a call may run on the thread of another request.
     *
     * @return the name; empty, as by default, to share nothing
     */
    String sharedCalls() default "";
}
