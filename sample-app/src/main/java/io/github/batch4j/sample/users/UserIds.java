package io.github.batch4j.sample.users;

/** The limit on the ids of one request. */
public final class UserIds {

    /** The largest number of ids: it makes 1000 keys, which {@code RedisBatch} puts into one {@code MGET} by default. */
    public static final int MAX = 500;

    private UserIds() {}
}
