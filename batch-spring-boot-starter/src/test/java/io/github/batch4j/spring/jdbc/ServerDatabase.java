package io.github.batch4j.spring.jdbc;

/** A database that keeps statistics of its statements in a table. */
interface ServerDatabase extends TestDatabase {

    /**
     * The SQL that reads its statistics.
     *
     * @param statements counts statements
     * @param texts counts different texts
     * @param from the table, and a condition
     * @param text the text of a statement in lower case
     */
    record Statistics(String statements, String texts, String from, String text) {}

    Statistics statistics();

    @Override
    default long statements(String verb, String containing) {
        return ask(statistics().statements(), verb, containing);
    }

    @Override
    default long texts(String verb, String containing) {
        return ask(statistics().texts(), verb, containing);
    }

    private long ask(String what, String verb, String containing) {
        String text = statistics().text();
        Long found = jdbc().queryForObject(
                        "select " + what + " from " + statistics().from() + " and " + text + " like ? and " + text
                                + " like ?",
                        Long.class,
                        verb + " %",
                        "%" + containing + "%");
        return found == null ? 0 : found;
    }
}
