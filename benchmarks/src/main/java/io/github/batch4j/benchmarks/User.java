package io.github.batch4j.benchmarks;

record User(long id, long spouseId) {}
