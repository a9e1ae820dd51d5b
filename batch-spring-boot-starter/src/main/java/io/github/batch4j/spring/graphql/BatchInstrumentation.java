package io.github.batch4j.spring.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.schema.DataFetcher;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.support.Checks;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An instrumentation of graphql-java that executes the generators that data fetchers return, all those of an operation
 * side by side, in one {@link BatchExecutor} for each execution of GraphQL.
 *
 * <pre>{@code
 * GraphQL graphQl = GraphQL.newGraphQL(schema)
 *         .instrumentation(BatchInstrumentation.create(BatchExecutor::create))
 *         .build();
 * }</pre>
 *
 * <p>In a Spring Boot application it is a bean. Fields are fetched as soon as their parents are there, on the thread of
 * the caller, and what they ask for is sent when no field can move on. So siblings share batches at every level, fields
 * of different levels too, and a chain of loads needs no {@link org.dataloader.DataLoader}. Beside fields with
 * {@code DataLoader}s, fields with generators are run level by level, as those are dispatched.
 *
 * <p>A data fetcher may return a generator, an {@code Optional} of one, a list of generators, a
 * {@link graphql.execution.DataFetcherResult} of any of these, or a future of any. The failure of a generator is an
 * error of its own field. A time limit or an interrupt that ends the execution is an error of each field that waits.
 *
 * <p>Put it before instrumentations that watch data fetchers, so that they see the future of a value and not a
 * generator. Immutable and thread-safe.
 */
public final class BatchInstrumentation extends SimplePerformantInstrumentation {

    private final Supplier<? extends BatchExecutor> executors;
    private final Function<GraphQLContext, ExecutionContexts> contexts;
    private final Predicate<DataFetcher<?>> sideBySide;

    private BatchInstrumentation(
            Supplier<? extends BatchExecutor> executors,
            Function<GraphQLContext, ExecutionContexts> contexts,
            Predicate<DataFetcher<?>> sideBySide) {
        this.executors = Checks.notNull(executors, "BatchInstrumentation.create", "a supplier of executors");
        this.contexts = contexts;
        this.sideBySide = sideBySide;
    }

    /**
     * An instrumentation for graphql-java without Spring.
     *
     * @param executors makes the executor of an execution of GraphQL, which is used by one thread at a time
     * @return the instrumentation, for any number of executions at once
     * @throws IllegalArgumentException if the argument is null
     */
    public static BatchInstrumentation create(Supplier<? extends BatchExecutor> executors) {
        return new BatchInstrumentation(executors, graphQl -> new ExecutionContexts.None(), fetcher -> false);
    }

    /**
     * An instrumentation for Spring for GraphQL. Generators run with the thread-bound values that Spring for GraphQL
     * gives to data fetchers and, on whichever thread they run, with those that were bound where the operation began.
     * They never run on a thread on which Reactor forbids to block.
     *
     * @param executors makes the executor of an execution of GraphQL, which is used by one thread at a time
     * @param contexts the values to carry over if generators run on another thread than that of the caller
     * @return the instrumentation, for any number of executions at once
     * @throws IllegalArgumentException if an argument is null
     */
    public static BatchInstrumentation create(
            Supplier<? extends BatchExecutor> executors, Collection<? extends ThreadContext> contexts) {
        List<ThreadContext> carried = List.copyOf(Checks.notNull(contexts, "BatchInstrumentation.create", "contexts"));
        return new BatchInstrumentation(
                executors, graphQl -> new SpringContexts(graphQl, carried), new ControllerMethods());
    }

    @Override
    public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        GraphQLContext graphQl = parameters.getExecutionInput().getGraphQLContext();
        FieldExecution execution = new FieldExecution(executors, contexts.apply(graphQl));
        graphQl.put(FieldExecution.class, execution);
        return execution;
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        return run((FieldExecution) state);
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        return run((FieldExecution) state);
    }

    private static InstrumentationContext<ExecutionResult> run(FieldExecution execution) {
        execution.begin();
        return SimpleInstrumentationContext.whenDispatched(execution::begun);
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> dataFetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        FieldExecution execution = (FieldExecution) state;
        return sideBySide.test(dataFetcher)
                ? FieldResults.ofBody(dataFetcher, execution)
                : FieldResults.of(dataFetcher, execution);
    }
}
