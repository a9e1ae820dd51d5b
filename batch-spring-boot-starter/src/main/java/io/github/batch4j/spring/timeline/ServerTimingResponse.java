package io.github.batch4j.spring.timeline;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A response that gets its header {@code Server-Timing} just before it is committed: by a flush, a redirect, an error,
 * or a write that fills its buffer or completes the body. Later batches are not in the header.
 */
final class ServerTimingResponse extends HttpServletResponseWrapper {

    static final String ATTRIBUTE = ServerTimingResponse.class.getName();

    /** The number of bytes of one character in any encoding. */
    private static final int WIDEST = 4;

    private final ServerTiming timing = new ServerTiming();
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;
    private long written;
    private long length = Long.MAX_VALUE;
    private boolean hasHeader;

    ServerTimingResponse(HttpServletResponse response) {
        super(response);
    }

    ServerTiming timing() {
        return timing;
    }

    /** Adds the header, unless it is there or it is too late. */
    void addHeader() {
        if (!hasHeader && !isCommitted()) {
            hasHeader = true;
            String header = timing.header();
            if (!header.isEmpty()) {
                addHeader("Server-Timing", header);
            }
        }
    }

    private void write(long bytes) {
        written += bytes;
        if (written >= getBufferSize() || written >= length) {
            addHeader();
        }
    }

    @Override
    public void setContentLength(int length) {
        this.length = length;
        super.setContentLength(length);
    }

    @Override
    public void setContentLengthLong(long length) {
        this.length = length;
        super.setContentLengthLong(length);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        rememberLength(name, value);
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        rememberLength(name, value);
        super.addHeader(name, value);
    }

    /** Remembers the length of the body: servers commit the response when that much has been written. */
    private void rememberLength(String name, @Nullable String value) {
        if (name.equalsIgnoreCase("Content-Length") && value != null) {
            try {
                length = Long.parseLong(value);
            } catch (NumberFormatException invalid) { // which is for the server to judge
                length = Long.MAX_VALUE;
            }
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        addHeader();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        addHeader();
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        addHeader();
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        addHeader();
        super.sendRedirect(location, status, clearBuffer);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        addHeader();
        super.sendRedirect(location);
    }

    @Override
    public void reset() {
        super.reset(); // clears the headers too
        hasHeader = false;
        written = 0;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        written = 0;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new TimedStream(super.getOutputStream());
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new CheckedWriter(super.getWriter());
        }
        return writer;
    }

    private final class TimedStream extends ServletOutputStream {

        private final ServletOutputStream target;

        private TimedStream(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            ServerTimingResponse.this.write(1);
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            ServerTimingResponse.this.write(count);
            target.write(bytes, offset, count);
        }

        @Override
        public void flush() throws IOException {
            addHeader();
            target.flush();
        }

        @Override
        public void close() throws IOException {
            addHeader();
            target.close();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }

    /** A writer that knows the errors of the server's, which throws none. */
    private final class CheckedWriter extends PrintWriter {

        private final PrintWriter target;

        private CheckedWriter(PrintWriter target) {
            super(new TimedWriter(target));
            this.target = target;
        }

        @Override
        public boolean checkError() {
            boolean hasFailed = super.checkError(); // flushes
            return target.checkError() || hasFailed;
        }
    }

    private final class TimedWriter extends Writer {

        private final PrintWriter target;

        private TimedWriter(PrintWriter target) {
            this.target = target;
        }

        @Override
        public void write(char[] characters, int offset, int count) {
            ServerTimingResponse.this.write((long) WIDEST * count);
            target.write(characters, offset, count);
        }

        @Override
        public void flush() {
            addHeader();
            target.flush();
        }

        @Override
        public void close() {
            addHeader();
            target.close();
        }
    }
}
