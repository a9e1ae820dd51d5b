/**
 * batch4j in a Spring application.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.BatchExecutorFactory} - a factory of executors and of units of work, for work
 *       outside of HTTP requests;
 *   <li>{@link io.github.batch4j.spring.BatchUnitOfWork} - marks methods that are units of work;
 *   <li>{@link io.github.batch4j.spring.batched} - annotated methods of beans that are answered in batches;
 *   <li>{@link io.github.batch4j.spring.redis} - batched access to Redis;
 *   <li>{@link io.github.batch4j.spring.jdbc} - batched access to a database;
 *   <li>{@link io.github.batch4j.spring.data} - loaders for Spring Data's repositories;
 *   <li>{@link io.github.batch4j.spring.reactive} - executions in a reactive application;
 *   <li>{@link io.github.batch4j.spring.observation} - observations and meters, by Micrometer;
 *   <li>{@link io.github.batch4j.spring.autoconfigure} - auto-configurations for Spring Boot, and their properties.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring;

import org.jspecify.annotations.NullMarked;
