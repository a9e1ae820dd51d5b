package io.github.batch4j.benchmarks.roundtrips;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A few of the random programs: simulation, engine and search agree. */
class RoundTripsTest {

    private static final List<Graph> GRAPHS = LongStream.range(0, 4)
            .mapToObj(seed -> seed % 2 == 0 ? Graph.levels(new Random(seed)) : Graph.chains(new Random(seed)))
            .toList();

    @Test
    void engineMakesTheSimulatedBatchesInEachForm() {
        for (ProgramSource form : ProgramSource.values()) {
            List<Program> programs = Compiler.compile(GRAPHS, form);
            for (int i = 0; i < GRAPHS.size(); i++) {
                Page page = Page.of(GRAPHS.get(i), 3, .2, new Random(i));
                Counts bySteps = Simulation.run(Loads.of(page), Simulation.BY_STEPS);

                assertThat(Run.run(programs.get(i), page, Load.async(), BatchExecutor.create()))
                        .as("%s of graph %d", form, i)
                        .isEqualTo(bySteps);
                assertThat(bySteps.steps()).isEqualTo(page.fewestSteps());
            }
        }
    }

    @Test
    void noOrderMakesFewerBatchesThanTheSearch() {
        for (Graph graph : GRAPHS) {
            Optimum optimum = new Optimum(graph);
            Page page = Page.of(graph, 1, 0, new Random(0));
            Loads loads = Loads.of(page);

            assertThat(optimum.batches())
                    .isLessThanOrEqualTo(optimum.batchesInFewestSteps())
                    .isLessThanOrEqualTo(
                            Simulation.run(loads, Simulation.OLDEST_FIRST).batches())
                    .isGreaterThanOrEqualTo(page.fewestSteps());
            assertThat(optimum.batchesInFewestSteps())
                    .isLessThanOrEqualTo(
                            Simulation.run(loads, Simulation.BY_STEPS).batches());
        }
    }

    @Test
    void tablesHaveARowForEachNumberOfItemsAndEachShareOfAbsentLoads() {
        String table = new RoundTrips(1, 0, 1).markdown();

        assertThat(table).contains("**level graphs, stores that block**", "**chains, asynchronous stores**");
        assertThat(table.lines().filter(line -> line.startsWith("| 1") || line.startsWith("| 30")))
                .hasSize(4 * 9);
    }
}
