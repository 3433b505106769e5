package io.github.claude4j.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliveries through a server of each kind. */
@Timeout(120)
class WebhooksTest {
    private static final byte[] BODY = """
            {"type": "event", "id": "wevt_01", "created_at": "2026-11-20T08:00:00Z", "data":
             {"type": "agent.archived", "id": "agent_01", "organization_id": "org_01", "workspace_id": "wrkspc_01"}}""".getBytes(UTF_8);

    private final Webhooks webhooks = Webhooks.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @TempDir
    Path folder;

    /** A server that runs; closing it ends it. */
    private interface Server extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    enum Kind {
        JDK {
            @Override
            Server start(WebhooksTest test) throws IOException {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/webhooks", new WebhookHandler(test.webhooks, test::handle));
                server.start();
                return new Server() {
                    @Override
                    public int port() {
                        return server.getAddress().getPort();
                    }

                    @Override
                    public void close() {
                        server.stop(0);
                    }
                };
            }
        },
        SERVLET {
            @Override
            Server start(WebhooksTest test) throws LifecycleException {
                Tomcat tomcat = new Tomcat();
                tomcat.setBaseDir(test.folder.toString());
                tomcat.setHostname("127.0.0.1");
                tomcat.setPort(0);
                Context context = tomcat.addContext("", test.folder.toString());
                Tomcat.addServlet(context, "webhooks", new WebhookServlet(test.webhooks, test::handle))
                        .addMapping("/webhooks");
                tomcat.getConnector();
                tomcat.start();
                return new Server() {
                    @Override
                    public int port() {
                        return tomcat.getConnector().getLocalPort();
                    }

                    @Override
                    public void close() {
                        try {
                            tomcat.stop();
                            tomcat.destroy();
                        } catch (LifecycleException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
            }
        };

        abstract Server start(WebhooksTest test) throws Exception;
    }

    private void handle(WebhookEvent event) {
        if (failing) {
            // Also where it is what a bad delivery is told by.
            throw new InvalidDataException("the handler's own");
        }
        handled.add(event.id());
    }

    private HttpResponse<String> deliver(Server server, String id, byte[] signed, byte[] sent) throws Exception {
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(uri(server))
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", webhooks.sign(id, now, signed))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
                .build();
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(Server server) {
        return URI.create("http://127.0.0.1:" + server.port() + "/webhooks");
    }

    @ParameterizedTest
    @EnumSource
    void deliveries_areHandledOnce_andRefusedWhereTheyAreNotToBeBelieved(Kind kind) throws Exception {
        try (Server server = kind.start(this)) {
            assertThat(deliver(server, "msg_1", BODY, BODY).statusCode()).isEqualTo(204);
            assertThat(deliver(server, "msg_1", BODY, BODY).statusCode()).isEqualTo(204);
            assertThat(handled).containsExactly("wevt_01");

            HttpResponse<String> forged = deliver(server, "msg_2", "{}".getBytes(UTF_8), BODY);
            assertThat(forged.statusCode()).isEqualTo(400);
            assertThat(forged.body()).isEmpty();
            byte[] noJson = "[".getBytes(UTF_8);
            assertThat(deliver(server, "msg_3", noJson, noJson).statusCode()).isEqualTo(400);
            byte[] large = new byte[(1 << 20) + 1];
            assertThat(deliver(server, "msg_4", large, large).statusCode()).isEqualTo(413);
            assertThat(handled).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlerThatThrows_isAskedAgain(Kind kind) throws Exception {
        try (Server server = kind.start(this)) {
            failing = true;
            assertThat(deliver(server, "msg_1", BODY, BODY).statusCode()).isEqualTo(500);
            failing = false;
            assertThat(deliver(server, "msg_1", BODY, BODY).statusCode()).isEqualTo(204);
            assertThat(handled).containsExactly("wevt_01");
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherMethods_areTold(Kind kind) throws Exception {
        try (Server server = kind.start(this)) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(uri(server)).build());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        }
    }
}
