#!/usr/bin/env bash
#
# What: if an observation handler throws when a scope is opened, Micrometer has already made it the current scope of the
#       thread, and the caller has no scope to close. If a handler throws when a scope is closed, the scope stays the
#       current one. Later observations of the thread, such as those of the next request, have it as their parent.
# Seen: micrometer-observation 1.17.2:
#           thrown at opening, parent of the next observation: first
#           thrown at closing, parent of the next observation: first
# Needs: a JDK 17 or newer and Maven; downloads into a temporary folder.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.micrometer</groupId><artifactId>micrometer-observation</artifactId><version>1.17.2</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Scopes.java" <<'JAVA'
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

public class Scopes {

    public static void main(String[] args) throws Exception {
        for (String when : new String[] {"opening", "closing"}) {
            Thread thread = new Thread(() -> System.out.println(
                    "thrown at " + when + ", parent of the next observation: " + parentAfter(when)));
            thread.start();
            thread.join();
        }
    }

    private static String parentAfter(String when) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new Throwing(when));
        Observation first = Observation.start("first", registry);
        try (Observation.Scope scope = first.openScope()) {
            // nothing to do in it
        } catch (IllegalStateException thrown) {
            // the handler's
        }
        first.stop();
        var parent = Observation.start("next", registry).getContextView().getParentObservation();
        return parent == null ? "none" : parent.getContextView().getName();
    }

    private record Throwing(String when) implements ObservationHandler<Observation.Context> {

        @Override
        public void onScopeOpened(Observation.Context context) {
            if (when.equals("opening")) {
                throw new IllegalStateException();
            }
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            if (when.equals("closing")) {
                throw new IllegalStateException();
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
JAVA
expected="thrown at opening, parent of the next observation: first
thrown at closing, parent of the next observation: first"
seen="$(cd "$folder" && java -cp "lib/*" Scopes.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
