/** The sample in GraphQL: controller methods that return generators. */
@NullMarked
package com.example.couples.graphql;

import org.jspecify.annotations.NullMarked;
