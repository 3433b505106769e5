package io.github.claude4j.a2a;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;

/** An agent in the place of the API: what is said of the API's version is said of A2A's. */
final class AgentBackend implements Backend {
    private final String cardOrigin;

    /** Where it takes calls, which its card says. */
    private volatile String callOrigin;

    AgentBackend(String cardOrigin) {
        this.cardOrigin = cardOrigin;
        this.callOrigin = cardOrigin;
    }

    void callAt(String origin) {
        callOrigin = origin;
    }

    @Override
    public String provider() {
        return "a2a";
    }

    @Override
    public String baseUrl() {
        return cardOrigin;
    }

    @Override
    public Request adapt(Request request, Call call) {
        Headers.Builder headers = Headers.builder();
        request.headers().forEach((name, value) -> {
            if (!name.startsWith("anthropic-")) {
                headers.add(name, value);
            }
        });
        Request adapted = request.withHeaders(headers.set("a2a-version", "1.0").build());
        if (callOrigin.equals(cardOrigin) || !request.method().equals("POST")) {
            return adapted;
        }
        URI url = request.url();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return adapted.withUrl(URI.create(callOrigin + url.getRawPath() + query));
    }

    /** A stream that is refused before it begins is refused by JSON alone, which becomes its only event here. */
    @Override
    public Response answer(Response answer, Call call) {
        String type = answer.headers().first("content-type").orElse("");
        if (call.operation().answer() != Operation.Answer.EVENTS || !type.startsWith("application/json")) {
            return answer;
        }
        InputStream event = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream("data: ".getBytes(US_ASCII)),
                new OneLine(answer.body()),
                new ByteArrayInputStream("\n\n".getBytes(US_ASCII)))));
        Headers headers = answer.headers().toBuilder()
                .set("content-type", "text/event-stream")
                .remove("content-length")
                .build();
        return answer.withHeaders(headers).withBody(event);
    }

    /** JSON without the ends of lines, which may stand between its values only. */
    private static final class OneLine extends FilterInputStream {
        OneLine(InputStream json) {
            super(json);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return read == '\n' || read == '\r' ? ' ' : read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            for (int i = offset; i < offset + count; i++) {
                if (target[i] == '\n' || target[i] == '\r') {
                    target[i] = ' ';
                }
            }
            return count;
        }
    }
}
