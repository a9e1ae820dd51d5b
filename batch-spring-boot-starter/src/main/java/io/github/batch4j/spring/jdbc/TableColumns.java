package io.github.batch4j.spring.jdbc;

import java.util.List;

/**
 * The columns of a key in their table.
 *
 * @param name the quoted name of the table
 * @param columns the quoted names of the columns
 */
record TableColumns(String name, List<String> columns) {}
