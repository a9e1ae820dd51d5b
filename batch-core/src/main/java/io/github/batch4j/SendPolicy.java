package io.github.batch4j;

/**
 * The order in which an executor sends batches and delivers their answers.
 *
 * <p>Besides the two policies here there is the {@link LearnedPolicy} for asynchronous stores, which learns from
 * earlier executions.
 *
 * <p>All policies move whatever can move before anything is sent. They differ in what they send then, and in how long
 * they wait for answers. Thread-safe; set by {@link BatchExecutor.Builder#sendPolicy}.
 */
public abstract sealed class SendPolicy permits LearnedPolicy, SendPolicy.Fixed {

    SendPolicy() {}

    /**
     * Returns the default policy, which sends by steps.
     *
     * <p>A step begins with all asynchronous batches at once. While they are in flight, the blocking ones run one after
     * the other, and each one's answers are delivered before the next is sent: what they lead to joins the batches that
     * are not sent yet. First comes the batch whose answers move the most generators, of equal ones the first in the
     * program; batches of operations that {@linkplain BatchableOperation#mergeable must not be merged} keep the order
     * of the program. The step ends when all its asynchronous batches have answered.
     *
     * <p>The order of the batches and of their answers depends on nothing but the program.
     *
     * @return the policy
     */
    public static SendPolicy bySteps() {
        return Fixed.BY_STEPS;
    }

    /**
     * Returns the policy that delivers each answer as soon as it has arrived, and sends whatever is pending as soon as
     * nothing can move. No generator waits for an answer that it does not need.
     *
     * <p>For asynchronous stores of unequal speed. It may make more and smaller batches than {@link #bySteps}, and the
     * batches depend on the order in which the answers arrive. While bodies are held back by
     * {@link BatchExecutor.Builder#maxBodies}, nothing is sent before an answer has arrived.
     *
     * @return the policy
     */
    public static SendPolicy asAnswered() {
        return Fixed.AS_ANSWERED;
    }

    /** True if an answer is delivered when it arrives; if not, when all in flight have arrived. */
    abstract boolean deliversOnArrival();

    /** Returns the hooks of a new execution. */
    Recorder recorder() {
        return Recorder.NONE;
    }

    /** A policy that needs to know nothing of the program. */
    static final class Fixed extends SendPolicy {

        private static final Fixed BY_STEPS = new Fixed("by steps", false);
        private static final Fixed AS_ANSWERED = new Fixed("as answered", true);

        private final String name;
        private final boolean deliversOnArrival;

        private Fixed(String name, boolean deliversOnArrival) {
            this.name = name;
            this.deliversOnArrival = deliversOnArrival;
        }

        @Override
        boolean deliversOnArrival() {
            return deliversOnArrival;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
