#!/usr/bin/env bash
#
# What: a virtual thread that runs code in a continuation of its own (jdk.internal.vm.Continuation, opened by --add-exports)
#       does not give its carrier thread back while that code is in Object.wait. The same wait without the continuation does.
#       Nothing tells: no exception, no event of the flight recorder.
# Seen: Temurin 25.0.3, one carrier thread:
#           wait(300) in a virtual thread, meanwhile another one: ran
#           the same inside a continuation, meanwhile another one: waited
# Needs: a JDK 24 or newer in JAVA_HOME, or as the java on the path; nothing is installed.

set -euo pipefail
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
version="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.version = //p')"
if ((${version%%[.-]*} < 24)); then
    echo "needs JDK 24 or newer, this is $version" >&2
    exit 1
fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

cat >"$folder/Wait.java" <<'JAVA'
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

public class Wait {

    public static void main(String[] args) throws Exception {
        System.out.println("wait(300) in a virtual thread, meanwhile another one: " + meanwhile(code -> code));
        System.out.println("the same inside a continuation, meanwhile another one: "
                + meanwhile(code -> new Continuation(new ContinuationScope("own"), code)::run));
    }

    interface Around {
        Runnable code(Runnable code);
    }

    private static String meanwhile(Around around) throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        boolean[] ranMeanwhile = new boolean[1];
        CountDownLatch waits = new CountDownLatch(1);
        Thread waiting = Thread.ofVirtual().start(around.code(() -> {
            Object monitor = new Object();
            synchronized (monitor) {
                waits.countDown();
                try {
                    monitor.wait(300);
                } catch (InterruptedException nobody) {
                    throw new IllegalStateException(nobody);
                }
            }
            ranMeanwhile[0] = ran.get();
        }));
        waits.await();
        Thread other = Thread.ofVirtual().start(() -> ran.set(true));
        waiting.join();
        other.join();
        return ranMeanwhile[0] ? "ran" : "waited";
    }
}
JAVA

expected="wait(300) in a virtual thread, meanwhile another one: ran
the same inside a continuation, meanwhile another one: waited"
seen="$("$java" --add-exports java.base/jdk.internal.vm=ALL-UNNAMED \
    -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.virtualThreadScheduler.maxPoolSize=1 "$folder/Wait.java")"
echo "JDK $version"
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
