package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.claude4j.Claude;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Single exchanges of a transport, beneath all that a client makes of their answers. */
final class Exchanges {
    private Exchanges() {}

    /** The body of the answer to a GET. */
    static String get(SocketTransport transport, String url, String path) throws IOException, InterruptedException {
        Answer answer = send(transport, url, path, request -> request);
        return answer.body;
    }

    /** What comes of sending this body. */
    static Answer post(SocketTransport transport, String url, RequestBody body)
            throws IOException, InterruptedException {
        return send(
                transport,
                url,
                "/",
                request -> Request.of(
                        request.operation(),
                        "POST",
                        request.url(),
                        request.headers().toBuilder()
                                .set("content-type", body.contentType())
                                .build(),
                        body));
    }

    /** An answer that was read whole. */
    record Answer(int status, String body) {}

    private static Answer send(SocketTransport transport, String url, String path, UnaryOperator<Request> change)
            throws IOException, InterruptedException {
        AtomicReference<Object> result = new AtomicReference<>();
        try (Claude claude = Claude.builder()
                .apiKey("sk-test")
                .baseUrl(url)
                .maxRetries(0)
                .transport((request, call) -> {
                    try (Response response = transport.send(change.apply(request), call)) {
                        String body = new String(response.body().readAllBytes(), ISO_8859_1);
                        result.set(new Answer(response.status(), body));
                    } catch (Exception e) {
                        result.set(e);
                    }
                    return Response.of(200, Headers.of(), new byte[] {'{', '}'});
                })
                .build()) {
            claude.http().get(path);
        }
        Object come = result.get();
        if (come instanceof IOException e) {
            throw e;
        }
        if (come instanceof InterruptedException e) {
            throw e;
        }
        if (come instanceof RuntimeException e) {
            throw e;
        }
        return (Answer) come;
    }
}
