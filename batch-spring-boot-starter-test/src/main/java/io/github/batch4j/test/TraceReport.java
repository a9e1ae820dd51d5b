package io.github.batch4j.test;

import io.github.batch4j.BatchTrace;

/** The end of a failure message: all batches of the trace. */
final class TraceReport {

    private TraceReport() {}

    static String of(BatchTrace trace) {
        return trace.toString();
    }
}
