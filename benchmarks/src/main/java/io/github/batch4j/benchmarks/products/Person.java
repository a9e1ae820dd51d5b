package io.github.batch4j.benchmarks.products;

record Person(long id, String name) {}
