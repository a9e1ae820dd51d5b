package io.github.batch4j.soak;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A dump of all threads with their stacks, virtual ones too, which only the JDK's own dumps include. */
final class ThreadDump {

    private static final int VIRTUAL_THREADS_SINCE = 21;

    private ThreadDump() {}

    /** Returns a line per thread, with its name in quotes, and lines for its stack. */
    static List<String> take() throws Exception {
        return Runtime.version().feature() < VIRTUAL_THREADS_SINCE ? ofPlatformThreads() : ofAllThreads();
    }

    private static List<String> ofPlatformThreads() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            lines.add("\"" + thread.getKey().getName() + "\" " + thread.getKey().getState());
            for (StackTraceElement frame : thread.getValue()) {
                lines.add("      " + frame);
            }
        }
        return lines;
    }

    private static List<String> ofAllThreads() throws Exception {
        Path folder = Files.createTempDirectory("soak");
        Path dump = folder.resolve("threads.txt");
        Class<?> diagnostic = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Class<?> format = Class.forName(diagnostic.getName() + "$ThreadDumpFormat");
        Method dumpThreads = diagnostic.getMethod("dumpThreads", String.class, format);
        Object bean = ManagementFactory.class
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, diagnostic);
        dumpThreads.invoke(bean, dump.toString(), format.getField("TEXT_PLAIN").get(null));
        List<String> lines = Files.readAllLines(dump);
        Files.delete(dump);
        Files.delete(folder);
        return lines;
    }
}
