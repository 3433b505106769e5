package io.github.claude4j.benchmarks.rawokhttp;

import io.github.claude4j.benchmarks.BigRequest;
import io.github.claude4j.benchmarks.ClientDriver;
import io.github.claude4j.benchmarks.raw.MessageDecoder;
import io.github.claude4j.benchmarks.raw.Raw;
import io.github.claude4j.benchmarks.raw.SseDecoder;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The limit with another transport: OkHttp, and jackson-core. */
public final class RawOkHttpDriver implements ClientDriver {
    private static final MediaType JSON = MediaType.get("application/json");
    private OkHttpClient http;
    private String base;

    @Override
    public void open(String baseUrl) {
        base = baseUrl;
        http = new OkHttpClient();
    }

    private Response call(String path, byte[] body) throws IOException {
        Request.Builder b = new Request.Builder()
                .url(base + path)
                .header("x-api-key", "test")
                .header("anthropic-version", "2023-06-01")
                // the decoding is what is compared, so no gzip
                .header("accept-encoding", "identity");
        if (body != null) {
            b.post(RequestBody.create(body, JSON));
        }
        Response r = http.newCall(b.build()).execute();
        if (r.code() != 200) {
            r.close();
            throw new IOException("status " + r.code());
        }
        return r;
    }

    @Override
    public int create(String model) throws Exception {
        return create(Raw.request(model, false));
    }

    private int create(byte[] request) throws IOException {
        try (Response r = call("/v1/messages", request)) {
            byte[] b = r.body().bytes();
            return Raw.text(b, 0, b.length).length();
        }
    }

    @Override
    public void streamText(String model, DeltaSink sink) throws Exception {
        try (Response r = call("/v1/messages", Raw.request(model, true));
                InputStream in = r.body().byteStream()) {
            Raw.sse(in, new SseDecoder(sink));
        }
    }

    @Override
    public int streamMessage(String model) throws Exception {
        MessageDecoder d = new MessageDecoder();
        try (Response r = call("/v1/messages", Raw.request(model, true));
                InputStream in = r.body().byteStream()) {
            Raw.sse(in, d);
        }
        return d.finish();
    }

    @Override
    public void batchResults(String id, ResultSink sink) throws Exception {
        try (Response r = call("/v1/messages/batches/" + id + "/results", null);
                InputStream in = r.body().byteStream()) {
            Raw.results(in, sink);
        }
    }

    @Override
    public int createBig(String model, BigRequest r) throws Exception {
        return create(Raw.request(model, r));
    }
}
