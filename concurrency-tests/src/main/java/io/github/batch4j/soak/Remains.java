package io.github.batch4j.soak;

import java.lang.management.ManagementFactory;

/**
 * What there is of threads and memory when nothing runs.
 *
 * @param threads platform threads, without those that the JDK runs virtual threads on
 * @param bodyThreads threads of bodies, virtual ones too
 * @param heapKilobytes what is reachable
 */
record Remains(long threads, long bodyThreads, long heapKilobytes) {

    private static final String BODY = "batch4j-body";

    /** Longer than an idle thread of a body lives. */
    private static final long IDLE_MILLIS = 60_000;

    private static final int COLLECTIONS = 4;

    /** Waits until idle threads have ended, and looks. */
    static Remains measure() throws Exception {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(BODY)) {
                thread.join(IDLE_MILLIS);
            }
        }
        return new Remains(countPlatformThreads(), countBodyThreads(), measureHeap());
    }

    private static long countPlatformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getClass().getSimpleName().equals("CarrierThread"))
                .count();
    }

    private static long countBodyThreads() throws Exception {
        return ThreadDump.take().stream()
                .filter(line -> line.contains("\"" + BODY))
                .count();
    }

    private static long measureHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }
}
