package io.github.batch4j.spring.jdbc;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test class that runs on all products. */
@ParameterizedClass
@EnumSource(Product.class)
abstract class OnAllDatabases extends OnDatabase {}
