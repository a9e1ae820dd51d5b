package io.github.batch4j.benchmarks;

import io.github.batch4j.CoroutineKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The benchmarks of a run whose carrier cannot be had. They would only fail, and nobody could tell that from a failure that
 * matters.
 *
 * @param types the names of their classes
 * @param carriers what can be had
 * @param everything whether nothing else was chosen for the run
 */
record LeftOut(List<String> types, Set<CoroutineKind> carriers, boolean everything) {

    /** From there on a JDK has all that bodies can run on. */
    private static final int FIRST_JDK_WITH_ALL = 24;

    private static final Map<CoroutineKind, String> NAMES = Map.of(
            CoroutineKind.CONTINUATION, ".OnContinuations",
            CoroutineKind.VIRTUAL_THREAD, ".OnVirtualThreads",
            CoroutineKind.PLATFORM_THREAD, ".OnPlatformThreads");

    static LeftOut from(Options run) {
        return from(run, carriers(run, Runtime.version().feature()));
    }

    static LeftOut from(Options run, Set<CoroutineKind> carriers) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<String> chosen = BenchmarkList.defaultList().find(silent, run.getIncludes(), run.getExcludes()).stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
        Set<CoroutineKind> missing = EnumSet.complementOf(EnumSet.copyOf(carriers));
        List<String> leftOut = chosen.stream()
                .filter(name -> missing.stream().anyMatch(carrier -> name.contains(NAMES.get(carrier))))
                .toList();
        return new LeftOut(
                leftOut.stream().map(LeftOut::type).distinct().toList(),
                carriers,
                !leftOut.isEmpty() && leftOut.size() == chosen.size());
    }

    /** What the JVMs of a run can have, where that is known: {@code -jvm} may stand for any. */
    static Set<CoroutineKind> carriers(Options run, int jdk) {
        if (run.getForkCount().orElse(1) == 0) {
            return EnumSet.of(CoroutineKind.current());
        }
        return run.getJvm().hasValue() || jdk >= FIRST_JDK_WITH_ALL
                ? EnumSet.allOf(CoroutineKind.class)
                : EnumSet.of(CoroutineKind.PLATFORM_THREAD);
    }

    /** For {@code -e} of JMH. */
    List<String> patterns() {
        return types.stream().map(type -> Pattern.quote(type + ".")).toList();
    }

    /** Says which and why. */
    @Override
    public String toString() {
        return "Left out: " + String.join(", ", types) + ". On JDK " + System.getProperty("java.version")
                + " with these options bodies run on nothing but: "
                + carriers.stream().map(CoroutineKind::toString).collect(Collectors.joining(", "));
    }

    private static String type(String method) {
        String type = method.substring(0, method.lastIndexOf('.'));
        return type.substring(LeftOut.class.getPackageName().length() + 1);
    }
}
