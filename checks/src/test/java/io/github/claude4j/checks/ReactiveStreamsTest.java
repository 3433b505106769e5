package io.github.claude4j.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** Runs the conformance tests of Reactive Streams, which are made for another framework, over real streams. */
class ReactiveStreamsTest {
    @Test
    void publisher_passesTheConformanceTests() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG tests = new TestNG(false);
        tests.setTestClasses(new Class<?>[] {Verification.class});
        tests.setVerbose(0);
        tests.addListener(results);

        tests.run();

        assertThat(results.getFailedTests())
                .extracting(test -> test.getName() + ": " + test.getThrowable())
                .isEmpty();
        assertThat(results.getPassedTests()).hasSizeGreaterThan(20);
    }

    public static final class Verification extends FlowPublisherVerification<JsonObject> {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private HttpServer server;
        private Claude claude;

        public Verification() {
            super(new TestEnvironment(5000, 200));
        }

        @BeforeClass
        public void start() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", Verification::answer);
            server.start();
            claude = Claude.builder()
                    .apiKey("key")
                    .maxRetries(0)
                    .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build();
        }

        @AfterClass
        public void stop() {
            claude.close();
            server.stop(0);
            threads.shutdownNow();
        }

        /** As many events as the path says. */
        private static void answer(HttpExchange exchange) throws IOException {
            long count = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(count < 0 ? 400 : 200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] event = "data: {\"type\":\"tick\"}\n\n".getBytes(UTF_8);
                for (long i = 0; i < count; i++) {
                    out.write(event);
                    out.flush();
                }
            }
        }

        private Flow.Publisher<JsonObject> ticks(long count) {
            return claude.publisher(c -> c.http().stream("/" + count, JsonObject.of()));
        }

        @Override
        public Flow.Publisher<JsonObject> createFlowPublisher(long count) {
            return ticks(count);
        }

        @Override
        public Flow.Publisher<JsonObject> createFailedFlowPublisher() {
            return ticks(-1);
        }
    }
}
