package io.github.batch4j.spring.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The web side of {@link BatchEndpoint}: a browser gets a page instead of JSON, and keys are shown to whom they may be.
 *
 * <p>The page is one document, which reads the JSON. Its script and its styles come from the endpoint too, so that they
 * are as protected as the data, work on the port of the management server, and need no exception of a Content Security
 * Policy.
 */
@EndpointWebExtension(endpoint = BatchEndpoint.class)
public final class BatchEndpointWebExtension {

    private static final String FOLDER = "/META-INF/batch4j/";
    private static final MimeType HTML = new MimeType("text", "html", StandardCharsets.UTF_8);
    private static final Map<String, MimeType> PARTS = Map.of(
            "page.css", new MimeType("text", "css", StandardCharsets.UTF_8),
            "page.js", new MimeType("text", "javascript", StandardCharsets.UTF_8),
            "waterfall.css", new MimeType("text", "css", StandardCharsets.UTF_8),
            "waterfall.js", new MimeType("text", "javascript", StandardCharsets.UTF_8));

    private final BatchEndpoint endpoint;
    private final String page;

    /**
     * Makes an extension.
     *
     * @param endpoint the endpoint
     * @param path the path of the endpoint below that of all endpoints
     */
    public BatchEndpointWebExtension(BatchEndpoint endpoint, String path) {
        this.endpoint = endpoint;
        // Relative to a page whose address has no slash at its end, so that no other part of the address matters.
        String parts = path.substring(path.lastIndexOf('/') + 1) + "/page/";
        this.page = new String(read("page.html"), StandardCharsets.UTF_8).replace("{parts}", parts);
    }

    /**
     * The page for browsers.
     *
     * @return the document
     */
    @ReadOperation(produces = MimeTypeUtils.TEXT_HTML_VALUE)
    public WebEndpointResponse<Resource> page() {
        return response(page.getBytes(StandardCharsets.UTF_8), HTML);
    }

    /**
     * One work with its batches.
     *
     * @param context the reader
     * @param id the number of the work
     * @return the work, status 404 if it is unknown or no longer kept
     */
    @ReadOperation
    public WebEndpointResponse<?> work(SecurityContext context, @Selector long id) {
        RecordedWork work = endpoint.work(id, context);
        return work == null
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : new WebEndpointResponse<>(work);
    }

    /**
     * A script or a style sheet of the page.
     *
     * @param folder {@code page}
     * @param name the name of the file
     * @return the file, status 404 if there is none
     */
    @ReadOperation(produces = {"text/javascript", "text/css"})
    public WebEndpointResponse<Resource> part(@Selector String folder, @Selector String name) {
        MimeType type = PARTS.get(name);
        return type == null || !folder.equals("page")
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : response(read(name), type);
    }

    private static WebEndpointResponse<Resource> response(byte[] bytes, MimeType type) {
        return new WebEndpointResponse<>(new ByteArrayResource(bytes), type);
    }

    private static byte[] read(String name) {
        try (InputStream file = BatchEndpointWebExtension.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the starter's jar has no " + FOLDER + name);
            }
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
