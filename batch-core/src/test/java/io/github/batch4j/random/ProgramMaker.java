package io.github.batch4j.random;

import io.github.batch4j.random.Program.Store;
import io.github.batch4j.random.Program.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random generator of programs; the same seed makes the same program. */
final class ProgramMaker {

    private final Random random;
    private final boolean sharing;
    private int shared;

    private ProgramMaker(long seed, boolean sharing) {
        this.random = new Random(seed);
        this.sharing = sharing;
    }

    static Whole make(long seed, boolean sharing) {
        return new ProgramMaker(seed, sharing).make();
    }

    private Whole make() {
        List<Program> all = new ArrayList<>();
        int count = sharing ? random.nextInt(4) : 0;
        for (shared = 0; shared < count; shared++) {
            all.add(program(2));
        }
        return new Whole(new Program.All(programs(5, 4)), all);
    }

    private List<Program> programs(int depth, int most) {
        List<Program> programs = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            // Occasionally the same one twice.
            programs.add(!programs.isEmpty() && random.nextInt(8) == 0 ? programs.get(0) : program(depth));
        }
        return programs;
    }

    private List<Program> someOf(int depth) {
        return List.of(program(depth), program(depth));
    }

    private Program program(int depth) {
        int kind = depth == 0 ? random.nextInt(8) : random.nextInt(24);
        int below = depth - 1;
        return switch (kind) {
            case 0 -> new Program.Value(random.nextInt(100));
            case 1 -> random.nextBoolean() ? new Program.Fail(random.nextInt(30)) : new Program.Value(0);
            case 2, 3, 4, 5 -> new Program.Ask(store(), random.nextInt(Answers.KEYS));
            case 6, 7 -> leaf();
            case 8, 9 -> new Program.Map(program(below));
            case 10, 11, 12 -> new Program.Then(program(below), someOf(below));
            case 13, 14 -> new Program.Recover(program(below), random.nextBoolean(), program(below));
            case 15, 16 -> new Program.All(programs(below, 4));
            case 17 -> new Program.AllOfMap(programs(below, 3));
            case 18, 19 -> new Program.Zip(program(below), program(below), program(below));
            case 20 -> new Program.Structured(program(below), programs(below, 3));
            case 21 -> new Program.Finally(program(below));
            default -> new Program.Body(programs(below, 3), random.nextBoolean());
        };
    }

    private Program leaf() {
        if (sharing && shared > 0 && random.nextBoolean()) {
            return new Program.Shared(random.nextInt(shared));
        }
        if (sharing) {
            return new Program.Cached(random.nextInt(Answers.KEYS));
        }
        return new Program.Ask(store(), random.nextInt(Answers.KEYS));
    }

    private Store store() {
        Store[] stores = Store.values();
        // The store that is down is chosen rarely, or hardly anything would ever succeed.
        return stores[random.nextInt(12) == 0 ? stores.length - 1 : random.nextInt(stores.length - 1)];
    }
}
