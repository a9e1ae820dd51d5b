package io.github.batch4j;

import java.util.List;
import java.util.stream.Stream;

/**
 * A call of {@code execute} or {@code yield}, by its place in the program. Immutable, and equal only to itself: two
 * calls from the same line have equal {@link #frames()}.
 */
public final class Caller {

    /** The number of lines kept: the call and its callers. */
    private static final int MOST = 8;

    /** The number of stack frames looked at. */
    private static final int FAR = 200;

    private static final List<String> MACHINERY = List.of(
            "io.github.batch4j.kotlin.",
            "io.github.batch4j.spring.",
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "jakarta.",
            "org.springframework.",
            "org.aspectj.",
            "org.assertj.",
            "org.hibernate.",
            "io.micrometer.",
            "kotlin.",
            "kotlinx.",
            "reactor.");

    /** Spring's sample applications are programs, too. */
    private static final String SAMPLES = "org.springframework.samples.";

    private static final List<String> GENERATED = List.of("$$Lambda", "$$SpringCGLIB$$", "$Proxy", "$$EnhancerBy");

    /** Packages of what calls a program: its callers, as a test in the same JVM, are another one. */
    private static final List<String> STARTS =
            List.of("org.springframework.web.", "org.springframework.scheduling.", "org.junit.");

    private static final String CORE = Caller.class.getPackageName();
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** True for a class of the machinery between the program and its stores. */
    private static final ClassValue<Boolean> IS_MACHINERY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isMachinery(type);
        }
    };

    private final List<StackTraceElement> frames;

    private Caller(List<StackTraceElement> frames) {
        this.frames = frames;
    }

    /** The calling program. */
    static Caller current() {
        return new Caller(WALKER.walk(Caller::program));
    }

    private static List<StackTraceElement> program(Stream<StackWalker.StackFrame> stack) {
        return stack.limit(FAR)
                .takeWhile(frame -> !isStart(frame.getClassName()))
                .filter(frame -> !IS_MACHINERY.get(frame.getDeclaringClass()))
                .limit(MOST)
                .map(StackWalker.StackFrame::toStackTraceElement)
                .toList();
    }

    private static boolean isStart(String name) {
        return STARTS.stream().anyMatch(name::startsWith);
    }

    private static boolean isMachinery(Class<?> type) {
        String name = type.getName();
        boolean isOfCore = type.getPackageName().equals(CORE) && isOfLibrary(type);
        return isOfCore
                || (MACHINERY.stream().anyMatch(name::startsWith) && !name.startsWith(SAMPLES))
                || GENERATED.stream().anyMatch(name::contains);
    }

    /** True unless the class only shares the package, as tests do. */
    private static boolean isOfLibrary(Class<?> type) {
        return type.getProtectionDomain().getCodeSource() == null
                || type.getProtectionDomain()
                        .getCodeSource()
                        .equals(Caller.class.getProtectionDomain().getCodeSource());
    }

    /**
     * The lines of the program that led to the call, without those of batch4j, the JDK and Spring.
     *
     * @return the line that called first, then its callers, at most eight; empty if the program has no lines of its own
     */
    public List<StackTraceElement> frames() {
        return frames;
    }

    /**
     * Prints the file and line of the call: {@code OrderController.java:31}.
     *
     * @return the place, {@code an unknown place} if it has no lines
     */
    @Override
    public String toString() {
        return frames.isEmpty() ? "an unknown place" : place(frames.get(0));
    }

    private static String place(StackTraceElement frame) {
        String file = frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
        return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    }
}
