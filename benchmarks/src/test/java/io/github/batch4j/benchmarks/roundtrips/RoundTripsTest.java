package io.github.batch4j.benchmarks.roundtrips;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A few of the random programs: simulation, engine and search agree. */
class RoundTripsTest {

    private static final List<Graph> GRAPHS = LongStream.range(0, 6)
            .mapToObj(seed -> seed % 2 == 0 ? Graph.levels(new Random(seed)) : Graph.chains(new Random(seed)))
            .toList();

    @Test
    void engineMakesTheSimulatedBatchesInEachForm() {
        for (ProgramSource form : ProgramSource.values()) {
            List<Program> programs = Compiler.compile(GRAPHS, form);
            for (int i = 0; i < GRAPHS.size(); i++) {
                Page page = Page.of(GRAPHS.get(i), 3, .2, new Random(i));
                Loads loads = Loads.of(page);
                assertThat(Run.run(programs.get(i), page, Load.async(), BatchExecutor.create()))
                        .as("%s of graph %d, asynchronous stores", form, i)
                        .isEqualTo(Simulation.run(loads, Simulation.BY_STEPS));
            }
        }
    }

    @Test
    void noOrderMakesFewerBatchesThanTheSearch() {
        for (Graph graph : GRAPHS) {
            Optimum optimum = new Optimum(graph);
            Loads loads = Loads.of(Page.of(graph, 1, 0, new Random(0)));
            Counts bySteps = Simulation.run(loads, Simulation.BY_STEPS);
            int absorbed = Simulation.run(loads, Simulation.ABSORB).batches();

            assertThat(bySteps.steps()).isEqualTo(loads.fewestSteps());
            assertThat(optimum.batches())
                    .isLessThanOrEqualTo(optimum.batchesInFewestSteps())
                    .isLessThanOrEqualTo(absorbed)
                    .isGreaterThanOrEqualTo(loads.fewestSteps());
            assertThat(optimum.batchesInFewestSteps()).isLessThanOrEqualTo(bySteps.batches());
        }
    }

    @Test
    void tableHasARowForEachNumberOfItemsAndEachShareOfAbsentLoads() {
        String table = new RoundTrips(1).markdown();

        assertThat(table).contains("**level graphs**", "**chains**", "| 1, 0 % |", "| 30, 30 % |");
        assertThat(table.lines().filter(line -> line.startsWith("| ") && line.contains(" %")))
                .hasSize(2 * 9);
    }
}
