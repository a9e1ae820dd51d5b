package io.github.batch4j.sample.users;

/** The limit on the ids of one request. */
public final class UserIds {

    /** The largest number of ids: two keys each fill one {@code MGET} of {@code RedisBatch}, by default 1000. */
    public static final int MAX = 500;

    private UserIds() {}
}
