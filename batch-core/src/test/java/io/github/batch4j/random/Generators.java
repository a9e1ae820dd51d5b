package io.github.batch4j.random;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.SharedGenerator;
import io.github.batch4j.random.Program.Store;
import io.github.batch4j.random.Program.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A builder that turns a program into generators. */
final class Generators {

    private final List<SharedGenerator<Object>> shared = new ArrayList<>();
    private final CachedGenerator<Integer, Object> cached = CachedGenerator.of("cached", key -> build(ofCached(key)));

    private final boolean isAsync;

    /** Makes generators, of which none blocks if they are to be asynchronous. */
    Generators(boolean isAsync) {
        this.isAsync = isAsync;
    }

    /** The number of finally blocks that have yet to run. */
    final AtomicInteger open = new AtomicInteger();

    BatchGenerator<Object> build(Whole whole) {
        for (Program program : whole.shared()) {
            shared.add(build(program).shared());
        }
        return build(whole.main());
    }

    /** Programs of the cached function by key. */
    static Program ofCached(int key) {
        return new Program.Map(new Program.Ask(Store.values()[key % 4], key));
    }

    private List<BatchGenerator<Object>> build(List<Program> programs) {
        return programs.stream().map(this::build).toList();
    }

    private BatchGenerator<Object> build(Program program) {
        if (program instanceof Program.Value value) {
            return BatchGenerator.value(value.value());
        } else if (program instanceof Program.Fail fail) {
            return BatchGenerator.failure(Answers.failure(fail.code()));
        } else if (program instanceof Program.Ask ask) {
            return Stores.ask(ask.store(), ask.key(), isAsync);
        } else if (program instanceof Program.Map map) {
            return build(map.source()).map(Answers::mapped);
        } else if (program instanceof Program.Then then) {
            return build(then.source()).flatMap(value -> build(Interpreter.branch(then, value)));
        } else if (program instanceof Program.Recover recover) {
            return build(recover);
        } else if (program instanceof Program.All all) {
            return BatchGenerator.all(build(all.parts())).map(values -> values);
        } else if (program instanceof Program.AllOfMap all) {
            Map<Integer, BatchGenerator<Object>> parts = new java.util.LinkedHashMap<>();
            all.parts().forEach(part -> parts.put(parts.size(), build(part)));
            return BatchGenerator.all(parts).map(values -> values);
        } else if (program instanceof Program.Zip zip) {
            return BatchGenerator.zip(build(zip.a()), build(zip.b()), build(zip.c()), Answers::combined);
        } else if (program instanceof Program.Structured nest) {
            return BatchGenerator.structured(List.of(build(nest.first()), Map.of("others", build(nest.others()))))
                    .map(value -> value);
        } else if (program instanceof Program.Finally last) {
            return BatchGenerator.defer(() -> {
                open.incrementAndGet();
                return build(last.source()).doFinally(open::decrementAndGet);
            });
        } else if (program instanceof Program.Shared one) {
            return shared.get(one.index());
        } else if (program instanceof Program.Cached one) {
            return cached.get(one.key());
        }
        return build((Program.Body) program);
    }

    private BatchGenerator<Object> build(Program.Recover recover) {
        BatchGenerator<Object> source = build(recover.source());
        return source.recoverWith(
                RuntimeException.class,
                failure -> recover.any() || Answers.recoverable(Answers.code(failure))
                        ? build(recover.standIn())
                        : BatchGenerator.failure(failure));
    }

    private BatchGenerator<Object> build(Program.Body body) {
        return BatchGenerator.of(batch -> {
            open.incrementAndGet();
            try {
                List<Object> values = new ArrayList<>();
                for (Program step : body.steps()) {
                    try {
                        values.add(batch.yield(build(step)));
                    } catch (RuntimeException failure) {
                        if (!body.catching()) {
                            throw failure;
                        }
                        values.add(-Answers.code(failure));
                    }
                }
                return values;
            } finally {
                open.decrementAndGet();
            }
        });
    }
}
