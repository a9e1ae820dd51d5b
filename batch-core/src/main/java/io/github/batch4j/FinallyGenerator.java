package io.github.batch4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#doFinally}. */
final class FinallyGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final BatchGenerator<T> source;
    private final Runnable action;

    FinallyGenerator(BatchGenerator<T> source, Runnable action) {
        this.source = source;
        this.action = action;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        FinallyFrame frame = new FinallyFrame(parent, slot, action);
        frame.place = engine.open().add(frame);
        engine.start(source, frame, 0);
    }

    @Override
    String describe(int depth) {
        return describe(source, depth) + ".doFinally(" + Names.of(action) + ")";
    }

    private static final class FinallyFrame extends Frame.Inner implements OpenFrames.OpenFrame {

        private final Runnable action;
        private OpenFrames.@Nullable Place place;

        FinallyFrame(Frame parent, int slot, Runnable action) {
            super(parent, slot);
            this.action = action;
        }

        @Override
        void resume(Engine engine, int child, @Nullable Object value) {
            engine.open().remove(place);
            try {
                action.run();
            } catch (Throwable thrown) {
                thrown(engine, child, thrown);
                return;
            }
            engine.resume(parent, slot, value);
        }

        @Override
        void fail(Engine engine, int child, Failure failure) {
            engine.open().remove(place);
            try {
                action.run();
            } catch (Throwable thrown) {
                Throwables.attach(thrown, List.of(failure.shown()));
                thrown(engine, child, thrown);
                return;
            }
            super.fail(engine, child, failure);
        }

        @Override
        public void close() {
            action.run();
        }

        @Override
        String describe(int child) {
            return "doFinally (" + Names.of(action) + ")";
        }
    }
}
