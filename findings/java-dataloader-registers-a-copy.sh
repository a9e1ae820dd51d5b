#!/usr/bin/env bash
#
# What: `DataLoaderRegistry.register(name, loader)` of java-dataloader keeps the loader that it is given if that has a
#       name, and a copy of it if it has none, as the usual factory methods make it. A key that is asked of the loader
#       itself is then never dispatched by the registry, and its depth is 0. `registerAndGet` returns the one that is.
# Seen: java-dataloader 6.0.0:
#           without a name, register: registered itself false, keys waiting 0
#           without a name, registerAndGet: registered itself true, keys waiting 1
#           with the name, register: registered itself true, keys waiting 1
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
    <dependency><groupId>com.graphql-java</groupId><artifactId>java-dataloader</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Registered.java" <<'JAVA'
import java.util.concurrent.CompletableFuture;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

public class Registered {

    public static void main(String[] args) {
        BatchLoader<Long, Long> batches = keys -> CompletableFuture.completedFuture(keys);

        DataLoaderRegistry first = new DataLoaderRegistry();
        DataLoader<Long, Long> unnamed = DataLoaderFactory.newDataLoader(batches);
        first.register("numbers", unnamed);
        report("without a name, register", first, unnamed);

        DataLoaderRegistry second = new DataLoaderRegistry();
        report("without a name, registerAndGet", second,
                second.registerAndGet("numbers", DataLoaderFactory.newDataLoader(batches)));

        DataLoaderRegistry third = new DataLoaderRegistry();
        DataLoader<Long, Long> named = DataLoaderFactory.newDataLoader("numbers", batches);
        third.register("numbers", named);
        report("with the name, register", third, named);
    }

    private static void report(String how, DataLoaderRegistry registry, DataLoader<Long, Long> loader) {
        loader.load(1L);
        DataLoader<?, ?> registered = registry.getDataLoader("numbers");
        System.out.println(how + ": registered itself " + (registered == loader)
                + ", keys waiting " + registry.dispatchDepth());
    }
}
JAVA
expected="without a name, register: registered itself false, keys waiting 0
without a name, registerAndGet: registered itself true, keys waiting 1
with the name, register: registered itself true, keys waiting 1"
seen="$(cd "$folder" && java -cp "lib/*" Registered.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
