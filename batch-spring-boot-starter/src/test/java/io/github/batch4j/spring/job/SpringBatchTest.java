package io.github.batch4j.spring.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.job.Letters.Letter;
import io.github.batch4j.spring.unit.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.Retryable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;

/** Jobs of Spring Batch over ten purchases, in chunks of five, and the round trips that they make. */
@SpringJUnitConfig(JobApplication.class)
class SpringBatchTest {

    private static final List<String> OF_A_CHUNK = List.of("purchase 5", "customer 3", "letter 5");

    @Autowired
    private JobOperator operator;

    @Autowired
    private JobRepository jobRepository;

    @Autowired
    private PlatformTransactionManager transactionManager;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private BatchExecutor batchExecutor;

    @Autowired
    private BatchExecutorFactory batchExecutors;

    @Autowired
    private Letters letters;

    @Autowired
    private Rates.Writer rates;

    @Autowired
    private BatchTrace trace;

    @BeforeEach
    void clear() {
        jdbc.update("delete from letter");
        jdbc.update("delete from failure");
        jdbc.update("update purchase set customer = mod(id, 3) + 1");
        trace.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(UnitOfWork.current()).isNull();
        assertThat(BatchExecutor.current()).isNull();
    }

    private void loseCustomerOf(long purchase) {
        jdbc.update("update purchase set customer = 99 where id = ?", purchase);
    }

    private List<Long> written() {
        return jdbc.queryForList("select purchase from letter order by purchase", Long.class);
    }

    private List<String> sent() {
        List<String> sent = trace.entries().stream()
                .map(entry ->
                        entry.batch().batcher().name() + " " + entry.batch().size())
                .toList();
        trace.clear();
        return sent;
    }

    private static List<String> twice(List<String> batches) {
        List<String> twice = new ArrayList<>(batches);
        twice.addAll(batches);
        return twice;
    }

    private JdbcCursorItemReader<Long> ids() {
        return new JdbcCursorItemReaderBuilder<Long>()
                .name("ids")
                .dataSource(jdbc.getDataSource())
                .sql("select id from purchase order by id")
                .rowMapper((row, number) -> row.getLong(1))
                .build();
    }

    private <O> Job job(UnaryOperator<ChunkOrientedStepBuilder<Long, O>> parts) {
        ChunkOrientedStepBuilder<Long, O> step = new StepBuilder("step", jobRepository)
                .<Long, O>chunk(5)
                .transactionManager(transactionManager)
                .reader(ids());
        return new JobBuilder("job " + UUID.randomUUID(), jobRepository)
                .start(parts.apply(step).build())
                .build();
    }

    private Job jobOf(ItemWriter<Long> writer) {
        return this.<Long>job(step -> step.writer(writer));
    }

    private JobExecution run(Job job) throws Exception {
        return operator.start(job, new JobParameters());
    }

    private static void isCompleted(JobExecution execution) {
        assertThat(execution.getAllFailureExceptions()).isEmpty();
        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void processorAsksForEachItemAlone() throws Exception {
        List<Letter> written = new ArrayList<>();
        isCompleted(run(this.<Letter>job(step -> step.processor(new Writers.LetterProcessor(batchExecutor, letters))
                .writer(chunk -> written.addAll(chunk.getItems())))));

        assertThat(written).hasSize(10);
        assertThat(sent()).hasSize(20).containsOnly("purchase 1", "customer 1");
    }

    @Test
    void writerAsksForAllItemsOfAChunk() throws Exception {
        ItemWriter<Long> writer = new Writers.LetterWriter(batchExecutor, letters);
        // tag::step[]
        var step = new StepBuilder("letters", jobRepository)
                .<Long, Long>chunk(5)
                .transactionManager(transactionManager)
                .reader(ids())
                .writer(writer)
                .build();
        // end::step[]
        isCompleted(run(new JobBuilder("letters", jobRepository).start(step).build()));

        assertThat(written()).hasSize(10);
        assertThat(sent()).isEqualTo(twice(OF_A_CHUNK));
    }

    @Test
    void processingWriterHandsTheResultsOnInTheOrderOfTheItems() throws Exception {
        List<Letter> written = new ArrayList<>();
        isCompleted(run(jobOf(new Writers.ProcessingWriter<>(
                batchExecutor, letters::genLetter, chunk -> written.addAll(chunk.getItems())))));

        assertThat(written)
                .extracting(Letter::purchase)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(sent()).isEqualTo(twice(OF_A_CHUNK.subList(0, 2)));
    }

    @Test
    void failedChunkIsRolledBackAndARestartBeginsWithIt() throws Exception {
        loseCustomerOf(7);
        Job job = jobOf(new Writers.LetterWriter(batchExecutor, letters));
        JobExecution failed = run(job);

        assertThat(failed.getStatus()).isEqualTo(BatchStatus.FAILED);
        assertThat(failed.getAllFailureExceptions())
                .hasSize(1)
                .allSatisfy(failure -> assertThat(failure).hasStackTraceContaining("MissingKeyException"));
        assertThat(sent()).as("the letters beside the failure, too").endsWith("purchase 5", "customer 4", "letter 4");
        assertThat(written()).containsExactly(1L, 2L, 3L, 4L, 5L);

        jdbc.update("update purchase set customer = 1 where id = 7");
        isCompleted(run(job));

        assertThat(written()).hasSize(10);
        assertThat(sent()).isEqualTo(OF_A_CHUNK);
    }

    @Test
    void skipWritesTheItemsOfAFailedChunkOneByOne() throws Exception {
        loseCustomerOf(7);
        isCompleted(run(this.<Long>job(step -> step.writer(new Writers.LetterWriter(batchExecutor, letters))
                .faultTolerant()
                .skip(MissingKeyException.class)
                .skipLimit(1))));

        assertThat(written()).hasSize(9).doesNotContain(7L);
        assertThat(sent())
                .startsWith("purchase 5", "customer 3", "letter 5", "purchase 5", "customer 4", "letter 4")
                .endsWith("purchase 1", "customer 1", "letter 1")
                .hasSize(6 + 4 * 3 + 2);
    }

    /** Spring Batch does not roll back before a retry. */
    @Test
    void retryFindsWhatTheItemsBesideTheFailureHaveWritten() throws Exception {
        loseCustomerOf(7);
        JobExecution failed = run(this.<Long>job(step -> step.writer(new Writers.LetterWriter(batchExecutor, letters))
                .faultTolerant()
                .retry(MissingKeyException.class)
                .retryLimit(1)
                .retryListener(new RetryListener() {
                    @Override
                    public void beforeRetry(RetryPolicy policy, Retryable<?> write) {
                        jdbc.update("update purchase set customer = 1 where id = 7");
                    }
                })));

        assertThat(failed.getAllFailureExceptions())
                .hasSize(1)
                .allSatisfy(failure -> assertThat(failure).hasStackTraceContaining("DuplicateKeyException"));
        assertThat(sent().subList(0, 8))
                .containsExactly(
                        "purchase 5",
                        "customer 3",
                        "letter 5",
                        "purchase 5",
                        "customer 4",
                        "letter 4",
                        "purchase 5",
                        "customer 3");
        assertThat(written()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void failureThatTheWriterHandlesCostsNoMore() throws Exception {
        loseCustomerOf(7);
        // tag::handled[]
        ItemWriter<Long> writer =
                ids -> batchExecutor.execute(BatchGenerator.all(ids.getItems(), letters::genWrittenOrReported));
        // end::handled[]
        isCompleted(run(jobOf(writer)));

        assertThat(written()).hasSize(9).doesNotContain(7L);
        assertThat(jdbc.queryForList("select purchase from failure", Long.class))
                .containsExactly(7L);
        assertThat(sent().subList(3, 7)).containsExactlyInAnyOrder("purchase 5", "customer 4", "letter 4", "failure 1");
    }

    @Test
    void writerOfAMultiThreadedStepIsOnTheThreadOfTheStep() throws Exception {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(4);
        threads.initialize();
        try {
            Set<Thread> processors = ConcurrentHashMap.newKeySet();
            List<Thread> writers = new ArrayList<>();
            ItemWriter<Long> writer = new Writers.LetterWriter(batchExecutor, letters);
            isCompleted(run(this.<Long>job(step -> step.taskExecutor(threads)
                    .processor(id -> {
                        processors.add(Thread.currentThread());
                        return id;
                    })
                    .writer((Chunk<? extends Long> ids) -> {
                        writers.add(Thread.currentThread());
                        writer.write(ids);
                    }))));

            assertThat(processors).isNotEmpty().doesNotContain(Thread.currentThread());
            assertThat(writers).hasSize(2).containsOnly(Thread.currentThread());
            assertThat(written()).hasSize(10);
            assertThat(sent()).isEqualTo(twice(OF_A_CHUNK));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void callsOfAMarkedWriterShareAnExecutorForAChunk() throws Exception {
        isCompleted(run(jobOf(rates)));

        assertThat(sent()).as("once for each chunk").containsExactly("rates 3", "rates 3");
    }

    @Test
    void chunksOfAJobThatIsStartedInAUnitShareItsExecutor() {
        batchExecutors.run(() -> {
            try {
                isCompleted(run(jobOf(rates)));
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });

        assertThat(sent()).as("kept from the first chunk to the last").containsExactly("rates 3");
    }
}
