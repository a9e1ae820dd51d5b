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
 * The benchmarks of a run that need a kind of coroutine the JVM lacks. They would fail, and hide failures that matter.
 *
 * @param types the names of their classes
 * @param kinds the kinds that are available
 * @param everything true if nothing else was chosen for the run
 */
record LeftOut(List<String> types, Set<CoroutineKind> kinds, boolean everything) {

    /** The first JDK that has every kind of coroutine. */
    private static final int FIRST_JDK_WITH_ALL = 24;

    private static final Map<CoroutineKind, String> NAMES = Map.of(
            CoroutineKind.CONTINUATION, ".OnContinuations",
            CoroutineKind.VIRTUAL_THREAD, ".OnVirtualThreads",
            CoroutineKind.PLATFORM_THREAD, ".OnPlatformThreads");

    static LeftOut from(Options run) {
        return from(run, kinds(run, Runtime.version().feature()));
    }

    static LeftOut from(Options run, Set<CoroutineKind> kinds) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        List<String> chosen = BenchmarkList.defaultList().find(silent, run.getIncludes(), run.getExcludes()).stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
        Set<CoroutineKind> missing = EnumSet.complementOf(EnumSet.copyOf(kinds));
        List<String> leftOut = chosen.stream()
                .filter(name -> missing.stream().anyMatch(kind -> name.contains(NAMES.get(kind))))
                .toList();
        return new LeftOut(
                leftOut.stream().map(LeftOut::type).distinct().toList(),
                kinds,
                !leftOut.isEmpty() && leftOut.size() == chosen.size());
    }

    /** Returns the kinds that the JVMs of a run have, all of them if that is unknown: {@code -jvm} may name any JVM. */
    static Set<CoroutineKind> kinds(Options run, int jdk) {
        if (run.getForkCount().orElse(1) == 0) {
            return EnumSet.of(CoroutineKind.current());
        }
        return run.getJvm().hasValue() || jdk >= FIRST_JDK_WITH_ALL
                ? EnumSet.allOf(CoroutineKind.class)
                : EnumSet.of(CoroutineKind.PLATFORM_THREAD);
    }

    /** Returns the patterns for JMH's option {@code -e}. */
    List<String> patterns() {
        return types.stream().map(type -> Pattern.quote(type + ".")).toList();
    }

    /** Describes which benchmarks are left out, and why. */
    @Override
    public String toString() {
        return "Left out: " + String.join(", ", types) + ". On JDK " + System.getProperty("java.version")
                + " with these options bodies run on nothing but: "
                + kinds.stream().map(CoroutineKind::toString).collect(Collectors.joining(", "));
    }

    private static String type(String method) {
        String type = method.substring(0, method.lastIndexOf('.'));
        return type.substring(LeftOut.class.getPackageName().length() + 1);
    }
}
