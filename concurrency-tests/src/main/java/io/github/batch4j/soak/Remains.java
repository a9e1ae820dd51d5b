package io.github.batch4j.soak;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

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
    private static final int VIRTUAL_THREADS_SINCE = 21;

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

    /** Virtual threads are in the JDK's own thread dumps only. */
    private static long countBodyThreads() throws Exception {
        if (Runtime.version().feature() < VIRTUAL_THREADS_SINCE) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith(BODY))
                    .count();
        }
        Path folder = Files.createTempDirectory("soak");
        Path dump = folder.resolve("threads.txt");
        Class<?> diagnostic = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Class<?> format = Class.forName(diagnostic.getName() + "$ThreadDumpFormat");
        Method dumpThreads = diagnostic.getMethod("dumpThreads", String.class, format);
        Object bean = ManagementFactory.class
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, diagnostic);
        dumpThreads.invoke(bean, dump.toString(), format.getField("TEXT_PLAIN").get(null));
        long count = Files.readAllLines(dump).stream()
                .filter(line -> line.contains("\"" + BODY))
                .count();
        Files.delete(dump);
        Files.delete(folder);
        return count;
    }

    private static long measureHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }
}
