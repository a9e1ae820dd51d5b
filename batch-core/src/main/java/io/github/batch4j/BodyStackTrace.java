package io.github.batch4j;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The lines of a stack trace that belong to a body or to methods that it has called. */
final class BodyStackTrace {

    /** The number of lines shown in a failure: the yield and its callers. */
    private static final int SHOWN = 8;

    private static final Set<String> OWN = Set.of(
            BodyFrame.class.getName(),
            EngineGenerator.Body.class.getName(),
            BodyStackTrace.class.getName(),
            BatchScope.class.getName(),
            BatchExecutor.class.getName(),
            ConfinedBatchExecutor.class.getName());

    private BodyStackTrace() {}

    /** The lines of the calling body, innermost first. */
    static List<String> waiting() {
        return StackWalker.getInstance().walk(frames -> own(frames.map(StackWalker.StackFrame::toStackTraceElement)));
    }

    /** The lines of a body in the stack of an exception; empty if that was not thrown in one. */
    static List<String> inBody(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(BodyStackTrace::isStart) ? of(stack) : List.of();
    }

    /** The lines of a body in its stack. */
    static List<String> of(StackTraceElement[] stack) {
        return own(Arrays.stream(stack));
    }

    private static List<String> own(Stream<StackTraceElement> stack) {
        return stack.takeWhile(frame -> !isStart(frame))
                .filter(frame -> !OWN.contains(frame.getClassName()) && !isLambda(frame))
                .limit(SHOWN)
                .map(StackTraceElement::toString)
                .toList();
    }

    /** True for a class that the JDK has generated for a lambda. */
    private static boolean isLambda(StackTraceElement frame) {
        return frame.getClassName().contains("$$Lambda");
    }

    /** True for the method that starts a body. */
    static boolean isStart(StackTraceElement frame) {
        return frame.getClassName().equals(BodyFrame.class.getName())
                && frame.getMethodName().equals("run");
    }
}
