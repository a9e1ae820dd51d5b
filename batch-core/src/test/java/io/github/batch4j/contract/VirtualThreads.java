package io.github.batch4j.contract;

import java.lang.reflect.InvocationTargetException;

/** A starter of virtual threads by reflection, as the JDK compiled for lacks them. */
final class VirtualThreads {

    private VirtualThreads() {}

    static boolean areThere() {
        return Runtime.version().feature() >= 21;
    }

    static Thread start(Runnable code) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new UnsupportedOperationException(missing);
        }
    }
}
