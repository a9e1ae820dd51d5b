package io.github.batch4j.spring.timeline;

import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.support.Nouns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The sums of a request by batcher, as the value of the header {@code Server-Timing}. Thread-safe. */
final class ServerTiming {

    /** The number of batchers in the header, and of characters of each name: a proxy may refuse long headers. */
    private static final int LONGEST = 30;

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final Map<String, Sum> sums = new LinkedHashMap<>();

    synchronized void add(SentBatch batch, Duration took) {
        String name = shortened(Names.of(batch));
        if (sums.size() < LONGEST || sums.containsKey(name)) {
            sums.computeIfAbsent(name, added -> new Sum()).add(batch.size(), took);
        }
    }

    /** The value of the header, empty if there was no round trip. */
    synchronized String header() {
        StringBuilder header = new StringBuilder();
        sums.forEach((name, sum) -> {
            String token = token(name);
            header.append(header.isEmpty() ? "" : ", ")
                    .append(token)
                    .append(String.format(Locale.ROOT, ";dur=%.1f;desc=\"", sum.nanos / 1e6))
                    .append(token.equals(name) ? "" : quoted(name) + ": ")
                    .append(Nouns.count(sum.roundTrips, "round trip"))
                    .append(", ")
                    .append(Nouns.count(sum.operations, "operation"))
                    .append('"');
        });
        return header.toString();
    }

    /** The name with an underscore for each character that a token cannot have (RFC 9110, 5.6.2). */
    private static String token(String name) {
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isAllowed = (c < 128 && Character.isLetterOrDigit(c)) || TOKEN.indexOf(c) >= 0;
            token.append(isAllowed ? c : '_');
        }
        return token.isEmpty() ? "_" : token.toString();
    }

    /** The name within a quoted string (RFC 9110, 5.6.4). Clients do not agree on characters beyond ASCII. */
    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return quoted.toString();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    /** The sums of one batcher. */
    private static final class Sum {

        private int roundTrips;
        private int operations;
        private long nanos;

        private void add(int size, Duration took) {
            roundTrips++;
            operations += size;
            nanos += took.toNanos();
        }
    }
}
