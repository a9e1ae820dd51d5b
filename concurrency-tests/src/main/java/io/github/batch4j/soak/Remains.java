package io.github.batch4j.soak;

import java.lang.management.ManagementFactory;

/**
 * The threads and the memory in use when nothing runs.
 *
 * @param threads platform threads, without the carrier threads of virtual ones
 * @param bodyThreads threads of bodies, virtual ones too
 * @param heapKilobytes the reachable memory
 */
record Remains(long threads, long bodyThreads, long heapKilobytes) {

    private static final String BODY = "batch4j-body";

    /** Longer than the idle time after which a body's thread ends. */
    private static final long IDLE_MILLIS = 60_000;

    private static final int COLLECTIONS = 4;

    /** Waits until idle threads have ended, and measures. */
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
