package io.github.claude4j.spring.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.Webhooks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

class WebhookTest {
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = """
            {"type": "event", "id": "wevt_01", "created_at": "2026-11-20T08:00:00Z", "data":
             {"type": "agent.archived", "id": "agent_01", "organization_id": "org_01", "workspace_id": "wrkspc_01"}}""".getBytes(UTF_8);

    @RestController
    static class Controller {
        final List<String> received = new CopyOnWriteArrayList<>();
        volatile boolean fails;

        @PostMapping("/plain")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void plain(WebhookEvent event) {
            receive(event);
        }

        /** Answers on another thread, for which the request is dispatched a second time. */
        @PostMapping("/later")
        Callable<String> later(WebhookEvent event) {
            return () -> {
                receive(event);
                return "";
            };
        }

        private void receive(WebhookEvent event) {
            if (fails) {
                throw new IllegalStateException("not now");
            }
            received.add(event.data().type());
        }
    }

    private static WebApplicationContextRunner application() {
        return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
                .withConfiguration(AutoConfigurations.of(
                        TomcatServletWebServerAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class,
                        JacksonAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        ClaudeWebhookAutoConfiguration.class))
                .withPropertyValues("server.port=0");
    }

    /** Sends deliveries to a controller. */
    private record Sender(HttpClient http, int port, Controller controller) {
        int send(String path, String id, byte[] body) throws IOException, InterruptedException {
            return send(path, id, body, Webhooks.of(KEY).sign(id, Instant.now(), BODY));
        }

        int send(String path, String id, byte[] body, String signature) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("content-type", "application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", String.valueOf(Instant.now().getEpochSecond()))
                    .header("webhook-signature", signature)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** What sends and looks. */
    private interface Try {
        void run(Sender sender) throws Exception;
    }

    private static void with(Try test) {
        application()
                .withBean(Controller.class)
                .withPropertyValues("claude.webhooks.signing-keys=" + KEY)
                .run(context -> {
                    var web =
                            (AnnotationConfigServletWebServerApplicationContext) context.getSourceApplicationContext();
                    test.run(new Sender(
                            HttpClient.newHttpClient(),
                            web.getWebServer().getPort(),
                            context.getBean(Controller.class)));
                });
    }

    @Test
    void delivery_thatIsVerified_isTheArgument() {
        with(sender -> {
            assertThat(sender.send("/plain", "msg_1", BODY)).isEqualTo(204);
            assertThat(sender.send("/later", "msg_2", BODY)).isEqualTo(200);

            assertThat(sender.controller.received).containsExactly("agent.archived", "agent.archived");
        });
    }

    @Test
    void delivery_thatIsNotToBeBelieved_neverGetsThere() {
        with(sender -> {
            assertThat(sender.send("/plain", "msg_1", "{}".getBytes(UTF_8))).isEqualTo(400);
            assertThat(sender.send("/plain", "msg_1", BODY, "v1,AAAA")).isEqualTo(400);
            assertThat(sender.send("/plain", "msg_1", new byte[(1 << 20) + 1])).isEqualTo(413);

            assertThat(sender.controller.received).isEmpty();
        });
    }

    @Test
    void delivery_thatComesAgain_isHandledOnce() {
        with(sender -> {
            sender.send("/plain", "msg_1", BODY);
            assertThat(sender.send("/plain", "msg_1", BODY)).isEqualTo(204);

            assertThat(sender.controller.received).hasSize(1);
        });
    }

    @Test
    void delivery_whoseHandlingFails_isHandledWhenItComesAgain() {
        with(sender -> {
            for (String path : List.of("/plain", "/later")) {
                sender.controller.fails = true;
                assertThat(sender.send(path, path, BODY)).isEqualTo(500);
                sender.controller.fails = false;
                sender.send(path, path, BODY);
            }

            assertThat(sender.controller.received).hasSize(2);
        });
    }

    @Test
    void controller_withoutAKey_isToldAtTheStart() {
        application()
                .withBean(Controller.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("ANTHROPIC_WEBHOOK_SIGNING_KEY"));
    }

    @RestController
    static class Careless {
        @PostMapping("/")
        void receive(@RequestBody WebhookEvent event) {}
    }

    @Test
    void controller_thatLetsJacksonReadTheBody_isRefused() {
        application()
                .withBean(Careless.class)
                .withPropertyValues("claude.webhooks.signing-keys=" + KEY)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("expected a WebhookEvent without @RequestBody, found one with it"));
    }

    @Test
    void key_thatIsNone_isNamed() {
        application()
                .withBean(Controller.class)
                .withPropertyValues("claude.webhooks.signing-keys=whsec_!!!")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("claude.webhooks.signing-keys: ")
                        .hasStackTraceContaining("expected base64"));
    }

    @Test
    void context_withoutControllersOrKeys_starts() {
        application().run(context -> assertThat(context).hasNotFailed());
    }
}
