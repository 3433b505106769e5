package io.github.claude4j.benchmarks.raw;

import io.github.claude4j.benchmarks.BigRequest;
import io.github.claude4j.benchmarks.ClientDriver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The limit: java.net.http.HttpClient, blocking, and jackson-core. */
public class RawDriver implements ClientDriver {
    protected HttpClient http;
    protected URI messages;
    private String base;

    @Override
    public void open(String baseUrl) {
        base = baseUrl;
        messages = URI.create(baseUrl + "/v1/messages");
        http = HttpClient.newHttpClient();
    }

    protected HttpRequest post(byte[] body) {
        return HttpRequest.newBuilder(messages)
                .header("x-api-key", "test")
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private <T> T body(HttpResponse<T> r) throws IOException {
        if (r.statusCode() != 200) {
            throw new IOException("status " + r.statusCode());
        }
        return r.body();
    }

    @Override
    public int create(String model) throws Exception {
        return create(Raw.request(model, false));
    }

    private int create(byte[] request) throws Exception {
        byte[] b = body(http.send(post(request), BodyHandlers.ofByteArray()));
        return Raw.text(b, 0, b.length).length();
    }

    @Override
    public void streamText(String model, DeltaSink sink) throws Exception {
        stream(model, new SseDecoder(sink));
    }

    @Override
    public int streamMessage(String model) throws Exception {
        MessageDecoder d = new MessageDecoder();
        stream(model, d);
        return d.finish();
    }

    private void stream(String model, SseDecoder d) throws Exception {
        try (InputStream in = body(http.send(post(Raw.request(model, true)), BodyHandlers.ofInputStream()))) {
            Raw.sse(in, d);
        }
    }

    @Override
    public void batchResults(String id, ResultSink sink) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(URI.create(base + "/v1/messages/batches/" + id + "/results"))
                .header("x-api-key", "test")
                .header("anthropic-version", "2023-06-01")
                .build();
        try (InputStream in = body(http.send(get, BodyHandlers.ofInputStream()))) {
            Raw.results(in, sink);
        }
    }

    @Override
    public int createBig(String model, BigRequest r) throws Exception {
        return create(Raw.request(model, r));
    }
}
