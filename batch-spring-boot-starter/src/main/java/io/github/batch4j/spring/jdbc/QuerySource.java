package io.github.batch4j.spring.jdbc;

import java.util.Set;

/** The source of the rows of a query by keys. */
sealed interface QuerySource permits TableSource, TextSource {

    /** The names of the parameters besides the keys. */
    Set<String> arguments();
}
