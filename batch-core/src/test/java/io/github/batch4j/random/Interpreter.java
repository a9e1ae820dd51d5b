package io.github.batch4j.random;

import io.github.batch4j.random.Answers.Failed;
import io.github.batch4j.random.Program.Store;
import io.github.batch4j.random.Program.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A reference interpreter that runs a program one thing at a time, by recursion. */
final class Interpreter {

    private final Whole whole;
    private final Map<Integer, Outcome> shared = new HashMap<>();
    private final Map<Integer, Outcome> cached = new HashMap<>();

    Interpreter(Whole whole) {
        this.whole = whole;
    }

    /**
     * The end of a program.
     *
     * @param code the code of the failure, null if there is none
     * @param attached the codes of the failures that must be attached to it
     * @param steps the number of consecutive round trips from the start of the execution
     */
    record Outcome(Object value, Integer code, TreeSet<Integer> attached, int steps) {

        static Outcome of(Object value, int steps) {
            return new Outcome(value, null, new TreeSet<>(), steps);
        }

        static Outcome failed(int code, int steps) {
            return new Outcome(null, code, new TreeSet<>(), steps);
        }

        boolean failed() {
            return code != null;
        }
    }

    Outcome run() {
        return run(whole.main(), 0);
    }

    private Outcome run(Program program, int now) {
        if (program instanceof Program.Value value) {
            return Outcome.of(value.value(), now);
        } else if (program instanceof Program.Fail fail) {
            return Outcome.failed(fail.code(), now);
        } else if (program instanceof Program.Ask ask) {
            return ask(ask.store(), ask.key(), now);
        } else if (program instanceof Program.Map map) {
            Outcome source = run(map.source(), now);
            return source.failed() ? source : attempt(() -> Answers.mapped(source.value()), source.steps());
        } else if (program instanceof Program.Then then) {
            Outcome source = run(then.source(), now);
            return source.failed() ? source : run(branch(then, source.value()), source.steps());
        } else if (program instanceof Program.Recover recover) {
            Outcome source = run(recover.source(), now);
            boolean caught = source.failed() && (recover.any() || Answers.recoverable(source.code()));
            return caught ? run(recover.standIn(), source.steps()) : source;
        } else if (program instanceof Program.All all) {
            return together(all.parts(), now, values -> values);
        } else if (program instanceof Program.AllOfMap all) {
            return together(all.parts(), now, Interpreter::numbered);
        } else if (program instanceof Program.Zip zip) {
            return together(
                    List.of(zip.a(), zip.b(), zip.c()),
                    now,
                    values -> Answers.combined(values.get(0), values.get(1), values.get(2)));
        } else if (program instanceof Program.Structured nest) {
            return structured(nest, now);
        } else if (program instanceof Program.Finally last) {
            return run(last.source(), now);
        } else if (program instanceof Program.Shared one) {
            return memo(shared, one.index(), whole.shared().get(one.index()), now);
        } else if (program instanceof Program.Cached one) {
            return memo(cached, one.key(), Generators.ofCached(one.key()), now);
        }
        return body((Program.Body) program, now);
    }

    static Program branch(Program.Then then, Object value) {
        return then.branches().get(Answers.choose(value, then.branches().size()));
    }

    static Map<Integer, Object> numbered(List<Object> values) {
        Map<Integer, Object> map = new LinkedHashMap<>();
        for (Object value : values) {
            map.put(map.size(), value);
        }
        return map;
    }

    private static Outcome attempt(java.util.function.Supplier<Object> code, int now) {
        try {
            return Outcome.of(code.get(), now);
        } catch (Failed failed) {
            return Outcome.failed(failed.code, now);
        }
    }

    private static Outcome ask(Store store, int key, int now) {
        if (store == Store.LAYERED) {
            Outcome below = ask(Store.BLOCKING, key, now);
            return below.failed() ? below : Outcome.of((Integer) below.value() + 1, below.steps());
        }
        if (store == Store.TWICE_LAYERED) {
            Outcome below = ask(Store.ASYNC, key, now);
            Object value = below.failed() ? below.code() : below.value();
            return ask(Store.LAYERED, Answers.key(value), below.steps());
        }
        return attempt(() -> Answers.of(store, key), now + 1);
    }

    private interface Combine {
        Object of(List<Object> values);
    }

    private Outcome together(List<Program> parts, int now, Combine combine) {
        List<Object> values = new ArrayList<>();
        List<Outcome> failures = new ArrayList<>();
        int steps = now;
        for (Program part : parts) {
            Outcome outcome = run(part, now);
            values.add(outcome.value());
            steps = Math.max(steps, outcome.steps());
            if (outcome.failed()) {
                failures.add(outcome);
            }
        }
        return failures.isEmpty() ? Outcome.of(combine.of(values), steps) : first(failures, steps);
    }

    private static Outcome first(List<Outcome> failures, int steps) {
        TreeSet<Integer> attached = new TreeSet<>();
        for (Outcome failure : failures) {
            attached.add(failure.code());
            attached.addAll(failure.attached());
        }
        int code = failures.get(0).code();
        attached.remove(code);
        return new Outcome(null, code, attached, steps);
    }

    private Outcome structured(Program.Structured nest, int now) {
        Outcome first = run(nest.first(), now);
        Outcome others = together(nest.others(), now, values -> Map.of("others", values));
        int steps = Math.max(first.steps(), others.steps());
        List<Outcome> failures =
                List.of(first, others).stream().filter(Outcome::failed).toList();
        return failures.isEmpty() ? Outcome.of(List.of(first.value(), others.value()), steps) : first(failures, steps);
    }

    private Outcome memo(Map<Integer, Outcome> memo, int key, Program program, int now) {
        Outcome known = memo.get(key);
        if (known == null) {
            known = run(program, now);
            memo.put(key, known);
        }
        return known;
    }

    private Outcome body(Program.Body body, int now) {
        List<Object> values = new ArrayList<>();
        int steps = now;
        for (Program step : body.steps()) {
            Outcome outcome = run(step, steps);
            steps = outcome.steps();
            if (!outcome.failed()) {
                values.add(outcome.value());
            } else if (body.catching()) {
                values.add(-outcome.code());
            } else {
                return outcome;
            }
        }
        return Outcome.of(values, steps);
    }
}
