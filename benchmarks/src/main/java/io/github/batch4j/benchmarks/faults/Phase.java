package io.github.batch4j.benchmarks.faults;

/**
 * The effects of one fault of a server, seen by callers until all of them had results again.
 *
 * @param back the time from the server's return until then
 */
record Phase(String name, Tally tally, Workers.Back back) {

    String row() {
        return "| " + name + " | " + String.format("%,d", tally.results()) + " | " + failures() + " | "
                + tally.longestMillis() + " | " + back.firstMillis() + " | " + back.eachMillis() + " |";
    }

    private String failures() {
        StringBuilder row = new StringBuilder();
        tally.failures()
                .forEach((type, count) -> row.append(row.isEmpty() ? "" : ", ")
                        .append(String.format("%,d", count))
                        .append(' ')
                        .append(type));
        return row.isEmpty() ? "none" : row.toString();
    }
}
