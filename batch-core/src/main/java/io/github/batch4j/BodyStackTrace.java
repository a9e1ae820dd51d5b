package io.github.batch4j;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The lines of a body's stack that are its own or those of who it called. */
final class BodyStackTrace {

    /** How many are shown in a failure: the yield and who called it. */
    private static final int SHOWN = 8;

    private static final Set<String> OWN = Set.of(
            BodyFrame.class.getName(),
            EngineGenerator.Body.class.getName(),
            BodyStackTrace.class.getName(),
            BatchScope.class.getName(),
            BatchExecutor.class.getName(),
            ConfinedBatchExecutor.class.getName());

    private BodyStackTrace() {}

    /** Where the body that calls this waits, innermost line first. */
    static List<String> waiting() {
        return StackWalker.getInstance().walk(frames -> own(frames.map(StackWalker.StackFrame::toStackTraceElement)));
    }

    /** The same of the stack of an exception; empty if that was not thrown in a body. */
    static List<String> inBody(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(BodyStackTrace::isStart) ? of(stack) : List.of();
    }

    /** Where a body is that has this stack. */
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

    /** Whether this is the class that the JDK makes for a lambda, not the code that was written. */
    private static boolean isLambda(StackTraceElement frame) {
        return frame.getClassName().contains("$$Lambda");
    }

    /** Whether this is where a body begins. */
    static boolean isStart(StackTraceElement frame) {
        return frame.getClassName().equals(BodyFrame.class.getName())
                && frame.getMethodName().equals("run");
    }
}
