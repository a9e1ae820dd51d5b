package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;

/**
 * The batchers of one Redis. Operations carry this record: it names no type of operation, so operations can know their
 * batchers although batchers know their operations.
 *
 * @param reads runs the reads
 * @param writes runs the writes
 */
record RedisBatchers(Batcher<?, ?> reads, Batcher<?, ?> writes) {}
