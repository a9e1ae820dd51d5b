package io.github.batch4j.spring.graphql;

import graphql.GraphQLContext;
import io.github.batch4j.ThreadContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The contexts of a Spring application: what Spring for GraphQL has put into the {@link GraphQLContext} for its data
 * fetchers, on top of what the thread had bound on which the operation began.
 */
final class SpringContexts implements ExecutionContexts {

    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().build();

    private final GraphQLContext graphQl;
    private final Collection<ThreadContext> contexts;
    private volatile @Nullable List<ThreadContext.Snapshot> captured;

    SpringContexts(GraphQLContext graphQl, Collection<ThreadContext> contexts) {
        this.graphQl = graphQl;
        this.contexts = contexts;
    }

    @Override
    public void capture() {
        if (captured == null) { // an event of a subscription comes on a thread that knows less
            try (ContextSnapshot.Scope bound = SNAPSHOTS.captureFrom(graphQl).setThreadLocals()) {
                captured = contexts.stream().map(ThreadContext::capture).toList();
            }
        }
    }

    @Override
    public ThreadContext.Scope bind() {
        Deque<ThreadContext.Scope> bound = new ArrayDeque<>(); // the last one first
        ThreadContext.Scope all = () -> bound.forEach(ThreadContext.Scope::close);
        try {
            List<ThreadContext.Snapshot> snapshots = captured;
            if (snapshots != null) {
                snapshots.forEach(snapshot -> bound.push(snapshot.bind()));
            }
            ContextSnapshot.Scope ofFetchers = SNAPSHOTS.captureFrom(graphQl).setThreadLocals();
            bound.push(ofFetchers::close);
        } catch (RuntimeException | Error failure) {
            all.close();
            throw failure;
        }
        return all;
    }

    /** An event loop must not block, and generators may ask stores that do. */
    @Override
    public void run(Runnable generators) {
        if (Schedulers.isInNonBlockingThread()) {
            Schedulers.boundedElastic().schedule(generators);
        } else {
            generators.run();
        }
    }
}
