package io.github.batch4j.spring.support;

/** Numbers with their nouns, for logs and messages. */
public final class Nouns {

    private Nouns() {}

    /**
     * A number with its noun: {@code 1 operation}, {@code 2 operations}.
     *
     * @param number the number
     * @param noun a noun whose plural ends in s, in the singular
     * @return the number and the noun
     */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
