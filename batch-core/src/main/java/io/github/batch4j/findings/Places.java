package io.github.batch4j.findings;

import io.github.batch4j.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of messages: places and counts. */
final class Places {

    private Places() {}

    /** The file and line of a call and, if it was made for another class, of that one. */
    static String of(@Nullable Caller caller) {
        if (caller == null) {
            return "the program";
        }
        List<StackTraceElement> frames = caller.frames();
        for (StackTraceElement frame : frames) {
            if (!outermost(frame).equals(outermost(frames.get(0)))) {
                return caller + " (called by " + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return caller.toString();
    }

    private static String outermost(StackTraceElement frame) {
        String name = frame.getClassName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
