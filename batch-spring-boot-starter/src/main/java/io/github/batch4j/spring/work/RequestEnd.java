package io.github.batch4j.spring.work;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A listener that closes the {@link Work} of an asynchronous request when the request is complete. */
final class RequestEnd implements AsyncListener {

    private final HttpServletRequest request;
    private final Work work;
    private @Nullable Throwable thrown;

    private RequestEnd(HttpServletRequest request, Work work) {
        this.request = request;
        this.work = work;
    }

    /** Closes the work later if the request is asynchronous; returns false if it is not. */
    static boolean awaits(HttpServletRequest request, Work work) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(new RequestEnd(request, work));
            return true;
        } catch (IllegalStateException completed) { // by another thread, since the question
            return false;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        WorkFilter.close(work, request, thrown);
    }

    @Override
    public void onError(AsyncEvent event) {
        thrown = event.getThrowable();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    /** Listens again: a new asynchronous phase begins without the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
