package io.github.batch4j.benchmarks.stores;

record User(long id, String name, long spouseId) {}
