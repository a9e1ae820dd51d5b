package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * The thread-bound part of the data that code works on: the tenant, the principal, the key of a routing data source.
 *
 * <p>An executor {@linkplain BatchExecutor.Builder#partition with a partition} keeps partitions apart: operations go to
 * one batch only if they were yielded in the same one, and neither a
 * {@linkplain BatchExecutor.Builder#cache cached answer} nor the result of a {@linkplain CachedGenerator cached} or
 * {@linkplain SharedGenerator shared} generator is used in another one. A write invalidates in all of them.
 *
 * <pre>{@code
 * BatchPartition tenants = new BatchPartition() {
 *     @Override
 *     public @Nullable Object current() {
 *         return Tenant.current();
 *     }
 *
 *     @Override
 *     public ThreadContext.Scope bind(@Nullable Object partition) {
 *         String before = Tenant.current();
 *         Tenant.use((String) partition);
 *         return () -> Tenant.use(before);
 *     }
 * };
 * BatchExecutor executor = BatchExecutor.builder().partition(tenants).build();
 * }</pre>
 *
 * <p>An operation belongs to the partition that was current where it was yielded: where {@code execute} was called or,
 * below a body, where the body has yielded. Its batch runs with that partition bound, whatever is bound to the calling
 * thread; bodies begin with it, as with a {@link ThreadContext}. Functions of pipelines see the partition that the
 * calling thread has bound.
 *
 * <p>{@link #current} is called at each {@code execute} and each yield, and about twice per batch, so it should be
 * cheap. Its value is retained as part of keys, by executors and {@linkplain SharedGenerator shared generators} as long
 * as these are themselves kept: it should be immutable and small.
 *
 * <p>Implementations must be thread-safe. Their exceptions are thrown by {@code execute} or at the yield; an exception
 * of {@link #bind} fails the batch.
 */
public interface BatchPartition {

    /**
     * The partition that is bound to the current thread.
     *
     * @return an object compared by {@code equals}; null, which is a partition like any other, if none is bound
     */
    @Nullable
    Object current();

    /**
     * Binds a partition to the current thread, in place of the one that is bound there.
     *
     * @param partition a value returned by {@link #current}, here or on another thread
     * @return a scope that restores the previous partition, on the same thread
     */
    ThreadContext.Scope bind(@Nullable Object partition);
}
