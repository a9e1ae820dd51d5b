package io.github.batch4j.benchmarks.stores;

record Couple(String user, String spouse) {}
