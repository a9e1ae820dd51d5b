package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatcherException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** The form of what a method for many returns, by which the value of a key is found in it. */
sealed interface AnswerForm {

    /** The form of the result that callers get. */
    Result result();

    /**
     * Makes a loader.
     *
     * @param call calls the method for many
     */
    BatchLoader<Object, Object> loader(String name, BatchedBean bean, Function<List<Object>, @Nullable Object> call);

    /** Values in a map by their keys. */
    record ByMap(Result result) implements AnswerForm {

        @Override
        @SuppressWarnings("unchecked") // as its type says
        public BatchLoader<Object, Object> loader(
                String name, BatchedBean bean, Function<List<Object>, @Nullable Object> call) {
            return BatchLoader.of(name, keys -> {
                Object values = call.apply(keys);
                if (values == null) {
                    throw new BatcherException(
                            name + " returned null, expected a map; a key that has no value is left out of it");
                }
                return (Map<Object, Object>) values;
            });
        }
    }

    /** Values in a list in the order of the keys. */
    record InOrder(Result result) implements AnswerForm {

        @Override
        public BatchLoader<Object, Object> loader(
                String name, BatchedBean bean, Function<List<Object>, @Nullable Object> call) {
            return BatchLoader.of(name, keys -> KeyedValues.inOrder(name, keys, (List<?>) call.apply(keys)));
        }
    }

    /** Values in any order, which have their keys. */
    record ByKey(Result result, ValueKey key, boolean areMany) implements AnswerForm {

        @Override
        public BatchLoader<Object, Object> loader(
                String name, BatchedBean bean, Function<List<Object>, @Nullable Object> call) {
            return BatchLoader.<Object, KeyedValues, Object>ofEach(
                    name,
                    keys -> KeyedValues.of(
                            name, keys, (Iterable<?>) call.apply(keys), value -> key.of(value, bean.proxy()), areMany),
                    KeyedValues::get);
        }
    }

    /** Entities of one of Spring Data's repositories, by their ids. */
    record ById(Result result) implements AnswerForm {

        @Override
        public BatchLoader<Object, Object> loader(
                String name, BatchedBean bean, Function<List<Object>, @Nullable Object> call) {
            return RepositoryIds.loader(name, bean);
        }
    }

    /**
     * Finds the form of a pair's answers.
     *
     * @throws WrongPair if their types do not match
     */
    static AnswerForm find(Class<?> type, Pair pair, Batched options) {
        Method single = pair.single();
        ResolvableType wanted = Types.result(single, type);
        ResolvableType answer = Types.result(pair.batch(), type);
        AnswerForm form = null;
        if (!options.key().isEmpty()) {
            form = byKey(type, pair, options, wanted, answer);
        } else if (answer.as(Map.class) != ResolvableType.NONE) {
            ResolvableType map = answer.as(Map.class);
            Result result = Result.find(wanted, map.getGeneric(1));
            form = result == null || !Types.mayEqual(map.getGeneric(0), pair.keyType(type)) ? null : new ByMap(result);
        } else if (RepositoryIds.isFindAllById(type, pair.batch())) {
            Result result = Result.find(wanted, answer.as(Iterable.class).getGeneric());
            form = result == null ? null : new ById(result);
        } else if (answer.as(List.class) != ResolvableType.NONE && !RepositoryIds.isRepository(type)) {
            Result result = Result.find(wanted, answer.as(List.class).getGeneric());
            form = result == null ? null : new InOrder(result);
        }
        if (form == null) {
            throw new WrongPair(type, single, options, expected(type, pair, options, wanted));
        }
        return form;
    }

    private static @Nullable AnswerForm byKey(
            Class<?> type, Pair pair, Batched options, ResolvableType wanted, ResolvableType answer) {
        ResolvableType value = answer.as(Iterable.class).getGeneric();
        if (answer.as(Iterable.class) == ResolvableType.NONE) {
            return null;
        }
        ValueKey key = ValueKey.find(value, options.key(), type);
        if (key == null || !Types.mayEqual(key.type(), pair.keyType(type))) {
            throw new WrongPair(
                    type,
                    pair.single(),
                    options,
                    "expected a property " + options.key() + " of " + Types.shown(value) + ", or a method "
                            + options.key() + "(" + Types.shown(value) + ") of the bean, of type "
                            + Types.shown(pair.keyType(type)) + ", found "
                            + (key == null ? "none" : "one of type " + Types.shown(key.type())));
        }
        Result one = Result.find(wanted, value);
        return one != null
                ? new ByKey(one, key, false)
                : Result.isManyOf(wanted, value) ? new ByKey(Result.LIST, key, true) : null;
    }

    private static String expected(Class<?> type, Pair pair, Batched options, ResolvableType wanted) {
        String key = Types.shown(pair.keyType(type));
        String value = Types.shown(Types.boxed(Result.valueOf(wanted)));
        String forms = !options.key().isEmpty()
                ? "a Collection or another Iterable of values"
                : "a Map<" + key + ", " + value + ">"
                        + (RepositoryIds.isRepository(type) ? "" : ", a List<" + value + "> in the order of the keys,")
                        + " or an Iterable of values with @Batched(key = ...)";
        return "expected " + options.value() + " to return " + forms + ", found " + Types.shown(pair.batch(), type);
    }
}
