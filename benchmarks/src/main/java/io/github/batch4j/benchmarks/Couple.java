package io.github.batch4j.benchmarks;

record Couple(User user, User spouse) {}
