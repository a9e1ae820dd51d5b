package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Refuses to write generators as JSON: it would be their properties, or none, instead of their results. */
final class UnexecutedGenerators extends StdSerializer<BatchGenerator<?>> {

    private UnexecutedGenerators() {
        super(BatchGenerator.class);
    }

    static JacksonModule module() {
        return new SimpleModule("batch4j generators").addSerializer(new UnexecutedGenerators());
    }

    @Override
    public void serialize(BatchGenerator<?> generator, JsonGenerator json, SerializationContext context) {
        throw DatabindException.from(
                json,
                "a generator (" + generator.getClass().getName() + ")" + place(json.currentValue())
                        + " was to be written as JSON, and nothing has executed it; write the result of"
                        + " batchExecutor.execute(generator) instead, or let a handler of Spring MVC or WebFlux return"
                        + " the generator itself, a List or an Optional of generators, or a ResponseEntity of these");
    }

    /** The object that has it, by its class alone; the keys of a map may be secrets. */
    private static String place(@Nullable Object around) {
        return around == null ? "" : " in a " + around.getClass().getName();
    }

    @Override
    public void serializeWithType(
            BatchGenerator<?> generator, JsonGenerator json, SerializationContext context, TypeSerializer type) {
        serialize(generator, json, context);
    }
}
