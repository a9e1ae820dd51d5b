/**
 * The contract of every adapter: {@link io.github.batch4j.spring.contract.ReadContract}, on a {@code ReadStore} each.
 */
@NullMarked
package io.github.batch4j.spring.contract;

import org.jspecify.annotations.NullMarked;
