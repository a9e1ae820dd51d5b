package io.github.batch4j.spring.graphql;

import graphql.TrivialDataFetcher;
import graphql.language.Field;
import graphql.language.Selection;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.IdentityHashMap;

/**
 * The fields of a query, by whether anything below them may ask for more. An executor that knows sends the batches
 * first that lead to others, and so needs fewer of them.
 */
final class Selections {

    private final IdentityHashMap<Field, Boolean> known = new IdentityHashMap<>();

    /** Returns false if the fields below are read from the value of this one, as far as the schema shows. */
    synchronized boolean leadFurther(DataFetchingEnvironment environment) {
        Field field = environment.getField();
        Boolean leads = known.get(field);
        if (leads == null) {
            leads = leadsFurther(field, environment.getFieldType(), environment.getGraphQLSchema());
            known.put(field, leads);
        }
        return leads;
    }

    private static boolean leadsFurther(Field field, GraphQLType type, GraphQLSchema schema) {
        GraphQLType named = GraphQLTypeUtil.unwrapAll(type);
        if (!(named instanceof GraphQLObjectType object)) {
            return named instanceof GraphQLCompositeType; // of which only the value tells the type
        }
        for (Selection<?> selection : field.getSelectionSet().getSelections()) {
            if (!(selection instanceof Field below)) {
                return true; // a fragment, likely to have an object in it
            }
            GraphQLFieldDefinition definition = object.getFieldDefinition(below.getName());
            if (definition != null
                    && (!(schema.getCodeRegistry().getDataFetcher(object, definition) instanceof TrivialDataFetcher)
                            || leadsFurther(below, definition.getType(), schema))) {
                return true;
            }
        }
        return false;
    }
}
