package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;

/** Pairs that are refused when the bean is made, with what was looked for and what was found. */
class BatchedPairsTest {

    record User(long id, String name) {}

    static class NoSuchMethod {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }
    }

    static class OtherKeys {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }

        Map<String, User> byIds(Collection<String> ids) {
            return Map.of();
        }

        Map<Long, User> byIds(Long... ids) {
            return Map.of();
        }
    }

    static class TwoMethods {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }

        Map<Long, User> byIds(Collection<Long> ids) {
            return Map.of();
        }

        Map<Long, User> byIds(Set<Long> ids) {
            return Map.of();
        }
    }

    static class OtherArguments {
        @Batched("byIds")
        User byId(String tenant, long id) {
            return new User(id, "");
        }

        Map<Long, User> byIds(int tenant, Collection<Long> ids) {
            return Map.of();
        }
    }

    static class Private {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }

        private Map<Long, User> byIds(Collection<Long> ids) {
            return Map.of();
        }
    }

    static class NotIntercepted {
        @Batched("byIds")
        final User byId(long id) {
            return new User(id, "");
        }

        Map<Long, User> byIds(Collection<Long> ids) {
            return Map.of();
        }
    }

    static class NoKey {
        @Batched("byIds")
        User first() {
            return new User(1, "");
        }
    }

    static class OtherValues {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }

        Map<Long, List<User>> byIds(Collection<Long> ids) {
            return Map.of();
        }
    }

    static class KeysOfTheMap {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }

        Map<String, User> byIds(Collection<Long> ids) {
            return Map.of();
        }
    }

    static class NoOrder {
        @Batched("byIds")
        User byId(long id) {
            return new User(id, "");
        }

        Set<User> byIds(Collection<Long> ids) {
            return Set.of();
        }
    }

    static class NoProperty {
        @Batched(value = "byIds", key = "number")
        User byId(long id) {
            return new User(id, "");
        }

        Set<User> byIds(Collection<Long> ids) {
            return Set.of();
        }
    }

    static class OtherProperty {
        @Batched(value = "byIds", key = "name")
        User byId(long id) {
            return new User(id, "");
        }

        Set<User> byIds(Collection<Long> ids) {
            return Set.of();
        }
    }

    static class NoSize {
        @Batched(value = "byIds", maxSize = 0)
        User byId(long id) {
            return new User(id, "");
        }
    }

    static List<Arguments> pairs() {
        String many = "expected a method byIds with a Collection, List, Set or Iterable of Long, not private or static,"
                + " found ";
        return List.of(
                Arguments.of(NoSuchMethod.class, many + "no method of this name"),
                Arguments.of(
                        OtherKeys.class,
                        many + "Map<Long, BatchedPairsTest.User> byIds(Long[]) and Map<String,"
                                + " BatchedPairsTest.User> byIds(Collection<String>)"),
                Arguments.of(Private.class, many + "Map<Long, BatchedPairsTest.User> byIds(Collection<Long>)"),
                Arguments.of(
                        TwoMethods.class,
                        "expected only one method byIds with a Collection, List, Set or Iterable of Long, not private"
                                + " or static, found Map<Long, BatchedPairsTest.User> byIds(Collection<Long>) and"
                                + " Map<Long, BatchedPairsTest.User> byIds(Set<Long>)"),
                Arguments.of(
                        OtherArguments.class,
                        "expected a method byIds with the same parameters, one of them as a Collection, List, Set or"
                                + " Iterable, not private or static, found Map<Long, BatchedPairsTest.User> byIds(int,"
                                + " Collection<Long>)"),
                Arguments.of(
                        NotIntercepted.class, "expected a method that a proxy can intercept, found one that is final"),
                Arguments.of(NoKey.class, "expected a parameter that is the key, found none"),
                Arguments.of(
                        OtherValues.class,
                        "expected byIds to return a Map<Long, BatchedPairsTest.User>, a List<BatchedPairsTest.User> in"
                                + " the order of the keys, or an Iterable of values with @Batched(key = ...), found"
                                + " Map<Long, List<BatchedPairsTest.User>> byIds(Collection<Long>)"),
                Arguments.of(
                        KeysOfTheMap.class,
                        "expected byIds to return a Map<Long, BatchedPairsTest.User>, a List<BatchedPairsTest.User> in"
                                + " the order of the keys, or an Iterable of values with @Batched(key = ...), found"
                                + " Map<String, BatchedPairsTest.User> byIds(Collection<Long>)"),
                Arguments.of(
                        NoOrder.class,
                        "expected byIds to return a Map<Long, BatchedPairsTest.User>, a List<BatchedPairsTest.User> in"
                                + " the order of the keys, or an Iterable of values with @Batched(key = ...), found"
                                + " Set<BatchedPairsTest.User> byIds(Collection<Long>)"),
                Arguments.of(
                        NoProperty.class,
                        "expected a property number of BatchedPairsTest.User, or a method"
                                + " number(BatchedPairsTest.User) of the bean, of type Long, found none"),
                Arguments.of(
                        OtherProperty.class,
                        "expected a property name of BatchedPairsTest.User, or a method name(BatchedPairsTest.User) of"
                                + " the bean, of type Long, found one of type String"),
                Arguments.of(NoSize.class, "expected a maxSize of at least 1, found 0"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void wrongPairIsRefusedWhenTheBeanIsMade(Class<?> bean, String problem) {
        String single =
                bean == NoKey.class ? "first()" : bean == OtherArguments.class ? "byId(String, long)" : "byId(long)";
        assertThatThrownBy(() -> Application.of(bean))
                .isInstanceOf(BeanCreationException.class)
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("@Batched(\"byIds\") on " + bean.getSimpleName() + ", method BatchedPairsTest.User "
                        + single + ": " + problem);
    }
}
