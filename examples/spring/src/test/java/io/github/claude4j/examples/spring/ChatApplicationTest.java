package io.github.claude4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The whole application, over HTTP, with the model replaced by a fake. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@FakeClaudeTest
class ChatApplicationTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    @Test
    void page_isThere() throws Exception {
        assertThat(get("/").body()).contains("Ask Claude", "content_block_delta");
    }

    @Test
    void answer_ofTheModel_comesAsEvents(FakeClaude fake) throws Exception {
        fake.reply("Because of Rayleigh scattering.");

        HttpResponse<String> answer = get("/answer?question=Why%20is%20the%20sky%20blue%3F");

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body()).contains("event: content_block_delta", "Rayleigh", "event: message_stop");
        assertThat(fake.takeRequest("messages.create").json().toJson()).contains("Why is the sky blue?");
    }

    @Test
    void answer_thatBreaksOff_endsWithAnError(FakeClaude fake) throws Exception {
        fake.cutAfter(4).reply("Because of Rayleigh scattering.");

        assertThat(get("/answer?question=Why%3F").body()).contains("event: error", "The answer broke off.");
    }

    @Test
    void support_usesTheToolsOfTheApplication(FakeClaude fake) throws Exception {
        fake.replyToolUse("orderStatus", JsonObject.of("orderId", "A-7")).reply("It leaves tomorrow.");

        HttpResponse<String> answer = http.send(
                request("/support")
                        .POST(HttpRequest.BodyPublishers.ofString("Where is my order A-7?"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("It leaves tomorrow.");
        assertThat(fake.lastRequest().json().toJson()).contains("Order A-7 leaves the warehouse tomorrow.");
    }

    @Test
    void metrics_countTheTokens() throws Exception {
        get("/answer?question=Hi");

        assertThat(get("/actuator/metrics/gen_ai.client.token.usage?tag=gen_ai.token.type:output")
                        .body())
                .contains("\"statistic\":\"COUNT\"");
        assertThat(get("/actuator/health").body()).contains("UP");
    }
}
