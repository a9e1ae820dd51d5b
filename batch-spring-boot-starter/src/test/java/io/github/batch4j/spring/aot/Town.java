package io.github.batch4j.spring.aot;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchUnitOfWork;
import io.github.batch4j.spring.batched.Batched;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Streets by annotated methods, and a count of their houses in a unit of work. */
class Town {

    record Street(long number, String name) {}

    private final BatchLoader<String, Integer> houses = BatchLoader.of(
                    "houses",
                    (Collection<String> streets) ->
                            streets.stream().collect(Collectors.toMap(Function.identity(), String::length)))
            .withCache();
    private final BatchExecutor executor;

    Town(BatchExecutor executor) {
        this.executor = executor;
    }

    @Batched("byNumbers")
    Street byNumber(long number) {
        throw new AssertionError("runs never");
    }

    Map<Long, Street> byNumbers(Collection<Long> numbers) {
        return numbers.stream().collect(Collectors.toMap(Function.identity(), Town::street));
    }

    @Batched(value = "listed", key = "number")
    Street keyed(long number) {
        throw new AssertionError("runs never");
    }

    List<Street> listed(Collection<Long> numbers) {
        return numbers.stream().map(Town::street).toList();
    }

    private static Street street(long number) {
        return new Street(number, "Street " + number);
    }

    /** Asks twice, in two executions that share the answers of their unit of work. */
    @BatchUnitOfWork
    int houses(String street) {
        return executor.execute(houses.require(street)) + executor.execute(houses.require(street));
    }
}
