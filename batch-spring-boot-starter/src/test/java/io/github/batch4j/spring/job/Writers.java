package io.github.batch4j.spring.job;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.job.Letters.Letter;
import java.util.function.Function;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** The parts of a step that ask: one of them is given one item, the others all of a chunk. */
final class Writers {

    private Writers() {}

    // tag::processor[]
    // wrong: called with one item after the other, so there is nothing to batch
    static class LetterProcessor implements ItemProcessor<Long, Letter> {

        private final BatchExecutor batchExecutor;
        private final Letters letters;

        LetterProcessor(BatchExecutor batchExecutor, Letters letters) {
            this.batchExecutor = batchExecutor;
            this.letters = letters;
        }

        @Override
        public Letter process(Long id) {
            return batchExecutor.execute(letters.genLetter(id));
        }
    }
    // end::processor[]

    // tag::writer[]
    // right: called with all items of a chunk
    static class LetterWriter implements ItemWriter<Long> {

        private final BatchExecutor batchExecutor;
        private final Letters letters;

        LetterWriter(BatchExecutor batchExecutor, Letters letters) {
            this.batchExecutor = batchExecutor;
            this.letters = letters;
        }

        @Override
        public void write(Chunk<? extends Long> ids) {
            batchExecutor.execute(BatchGenerator.all(ids.getItems(), letters::genWritten));
        }
    }
    // end::writer[]

    // tag::delegating[]
    static class ProcessingWriter<I, O> implements ItemWriter<I> {

        private final BatchExecutor batchExecutor;
        private final Function<I, BatchGenerator<O>> process;
        private final ItemWriter<O> writer;

        ProcessingWriter(BatchExecutor batchExecutor, Function<I, BatchGenerator<O>> process, ItemWriter<O> writer) {
            this.batchExecutor = batchExecutor;
            this.process = process;
            this.writer = writer;
        }

        @Override
        public void write(Chunk<? extends I> items) throws Exception {
            writer.write(new Chunk<>(batchExecutor.execute(BatchGenerator.all(items.getItems(), process::apply))));
        }
    }
    // end::delegating[]
}
