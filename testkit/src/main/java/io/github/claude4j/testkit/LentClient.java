package io.github.claude4j.testkit;

import io.github.claude4j.Claude;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.jdk.JdkTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A client that is lent to applications, and tells whether one of them has closed it. */
final class LentClient implements PushTransport {
    private final PushTransport transport = JdkTransport.create();
    private final Claude claude;
    private volatile boolean closed;

    LentClient(Claude.Builder options, URI url) {
        claude = options.baseUrl(url).allowInsecureHttp().transport(this).build();
    }

    /** A client of a fake, for which time passes at once. */
    static LentClient of(FakeClaude fake) {
        Claude.Builder options = Claude.builder()
                .apiKey("sk-ant-fake")
                .retry(r -> r.waits(time -> {
                    fake.advance(time);
                    return Duration.ZERO;
                }));
        return new LentClient(options, fake.url());
    }

    Claude claude() {
        return claude;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Response send(Request request, Call call) throws IOException, InterruptedException {
        return transport.send(request, call);
    }

    @Override
    public void send(Request request, Call call, Answering answering) {
        transport.send(request, call, answering);
    }

    @Override
    public void close() {
        closed = true;
        transport.close();
    }
}
