package io.github.batch4j.benchmarks.stores;

import org.jspecify.annotations.Nullable;

record Couple(@Nullable String user, @Nullable String spouse) {}
