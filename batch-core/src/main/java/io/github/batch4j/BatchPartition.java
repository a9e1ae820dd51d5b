package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * The part of the data that code works on, as it is bound to a thread: the tenant, the principal, the key of a routing
 * data source.
 *
 * <p>An executor that {@linkplain BatchExecutor.Builder#partition knows of it} keeps partitions apart: operations go to
 * one batch only if they were asked in the same one, and neither a
 * {@linkplain BatchExecutor.Builder#cache kept answer} nor the result of a {@linkplain CachedGenerator cached} or
 * {@linkplain SharedGenerator shared} generator is given to another one. A write makes an executor forget in all of
 * them.
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
 * <p>An operation belongs to the partition that was current where it was asked: where {@code execute} was called or,
 * below a body of plain code, where the body has yielded. Its batch runs with that bound, whatever is bound to the
 * calling thread; bodies begin with it, as with a {@link ThreadContext}. Functions of pipelines find what the calling
 * thread has bound.
 *
 * <p>{@link #current} is called at each {@code execute} and each yield, and about twice a batch, so it should cost
 * little. What it returns is retained as part of keys, by executors and {@linkplain SharedGenerator shared generators}
 * as long as these are themselves kept: it should be immutable and small.
 *
 * <p>Implementations must be thread-safe. What they throw is thrown by {@code execute} or at the yield; what
 * {@link #bind} throws fails the batch.
 */
public interface BatchPartition {

    /**
     * The partition that is bound to the current thread.
     *
     * @return something with proper equality; null, which is a partition like any other, if none is bound
     */
    @Nullable
    Object current();

    /**
     * Binds a partition to the current thread, in place of the one that is bound there.
     *
     * @param partition what {@link #current} has returned, here or on another thread
     * @return what undoes this on the same thread
     */
    ThreadContext.Scope bind(@Nullable Object partition);
}
