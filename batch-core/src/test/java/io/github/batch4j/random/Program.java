package io.github.batch4j.random;

import java.util.List;

/** A generator program as data, so that it can be built as generators and also be interpreted one step at a time. */
sealed interface Program {

    record Value(int value) implements Program {}

    record Fail(int code) implements Program {}

    /** An operation of a store. */
    record Ask(Store store, int key) implements Program {}

    record Map(Program source) implements Program {}

    /** Continues with one of the branches, chosen by the result. */
    record Then(Program source, List<Program> branches) implements Program {}

    /** Continues with the stand-in if the source fails with a code that is a multiple of three, or with any. */
    record Recover(Program source, boolean any, Program standIn) implements Program {}

    record All(List<Program> parts) implements Program {}

    record AllOfMap(List<Program> parts) implements Program {}

    record Zip(Program a, Program b, Program c) implements Program {}

    /** A list of a part and a map with a list of the others. */
    record Structured(Program first, List<Program> others) implements Program {}

    record Finally(Program source) implements Program {}

    /** One of the program's shared generators. */
    record Shared(int index) implements Program {}

    /** A call of the cached generator function. */
    record Cached(int key) implements Program {}

    /** Plain code that yields one after the other, and catches failures if so marked. */
    record Body(List<Program> steps, boolean catching) implements Program {}

    /** A program with its shared programs; these use only those of a lower index, so that there is no cycle. */
    record Whole(Program main, List<Program> shared) {

        @Override
        public String toString() {
            return main + (shared.isEmpty() ? "" : " sharing " + shared);
        }
    }

    /** The stores, which differ in how they answer. */
    enum Store {
        BLOCKING,
        OTHER,
        ASYNC,
        /** Answers like {@link #BLOCKING}, plus one. */
        LAYERED,
        /** Answers like {@link #LAYERED} for the answer of {@link #ASYNC}, or for its failure's code. */
        TWICE_LAYERED,
        /** Fails each batch as a whole. */
        DOWN
    }
}
