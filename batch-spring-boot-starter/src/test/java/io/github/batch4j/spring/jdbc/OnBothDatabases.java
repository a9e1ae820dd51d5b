package io.github.batch4j.spring.jdbc;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test class that runs on H2 and on PostgreSQL. */
@ParameterizedClass
@EnumSource(
        value = Product.class,
        names = {"H2", "POSTGRESQL"})
abstract class OnBothDatabases extends OnDatabase {}
