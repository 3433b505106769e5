package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.fixtures.Http;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void steps_areUsedUpInOrder() {
        fake.reply("one").replyToolUse("t", JsonObject.of("a", 1)).replyThinking("hm", "three");

        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("one");
        JsonObject use = http.message(Http.HELLO);
        assertThat(use.string("stop_reason")).isEqualTo("tool_use");
        assertThat(use.toJson()).contains("\"name\":\"t\",\"input\":{\"a\":1}");
        assertThat(http.message(Http.HELLO).array("content").size()).isEqualTo(2);
        assertThat(Http.text(http.message(Http.HELLO))).contains("FakeClaude");
    }

    @Test
    void partialMessage_isCompleted() {
        fake.reply(JsonObject.of(
                "stop_reason", "refusal", "content", JsonArray.of(), "usage", JsonObject.of("output_tokens", 7)));
        JsonObject message = http.message(Http.HELLO);

        assertThat(message.string("stop_reason")).isEqualTo("refusal");
        assertThat(message.object("usage").longValue("output_tokens")).isEqualTo(7);
        assertThat(message.object("usage").longValue("input_tokens")).isPositive();
    }

    @Test
    void refusedRequest_usesNothingUp() {
        fake.reply("kept");
        assertThat(http.ask(JsonObject.of()).statusCode()).isEqualTo(400);
        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("kept");
    }

    @Test
    void faults_belongToTheAnswerAfterThem() {
        fake.noEventNames().reply("first").reply("second");
        assertThat(http.ask(Http.HELLO.with("stream", true)).body())
                .doesNotContain("event:")
                .contains("first");
        assertThat(http.ask(Http.HELLO.with("stream", true)).body())
                .contains("event:")
                .contains("second");
    }

    @Test
    void faultsOfStreams_doNotMixWithFailures() {
        fake.endAfter(1).endAfter(2).fail(529).reply("at last");
        JsonObject request = Http.HELLO.with("stream", true);

        assertThat(http.ask(request).body()).contains("message_start").doesNotContain("content_block_start");
        assertThat(http.ask(request).body()).contains("content_block_start").doesNotContain("ping");
        assertThat(http.ask(request).statusCode()).isEqualTo(529);
        assertThat(http.ask(request).body()).contains("last");
    }

    @Test
    void at_aimsAtOtherRequests() {
        fake.at("GET", "/v1/models").fail(500).reply("Hi");

        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("Hi");
        assertThat(http.get("/v1/models").statusCode()).isEqualTo(500);
        assertThat(http.get("/v1/models").statusCode()).isEqualTo(200);
    }

    @Test
    void rules_stand() {
        fake.onMessage(body -> body.toJson().contains("Hello") ? JsonObject.of("content", "Hello yourself") : null);
        fake.on("GET", "/v1/brand_new", request -> FakeResponse.json(JsonObject.of("path", request.path())));

        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("Hello yourself");
        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("Hello yourself");
        assertThat(Http.text(http.message(Http.message("Bye")))).contains("FakeClaude");
        assertThat(http.get("/v1/brand_new/1").body()).isEqualTo("{\"path\":\"/v1/brand_new/1\"}");
    }

    @Test
    void failingRule_saysWhy() {
        fake.onMessage(body -> {
            throw new IllegalStateException("my mistake");
        });
        assertThat(Http.error(http.ask(Http.HELLO))).contains("my mistake");
    }

    @Test
    void raw_isSentAsItIs() {
        fake.replyRaw(418, "text/plain", "teapot", "x-a", "1").replyEvents(JsonObject.of("type", "ping"));

        http.unchecked();
        var raw = http.ask(Http.HELLO);
        assertThat(raw.statusCode()).isEqualTo(418);
        assertThat(raw.body()).isEqualTo("teapot");
        assertThat(raw.headers().firstValue("x-a")).contains("1");
        assertThat(http.ask(Http.HELLO).body()).isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
    }

    @Test
    void requests_areRecorded() {
        http.header("X-Mine", "1").ask(Http.HELLO);
        http.get("/v1/models?limit=1&lifecycle[]=active&lifecycle%5B%5D=retired");

        RecordedRequest first = fake.takeRequest();
        assertThat(first.method()).isEqualTo("POST");
        assertThat(first.operation()).contains("messages.create");
        assertThat(first.json()).isEqualTo(Http.HELLO);
        assertThat(first.header("x-mine")).contains("1");
        assertThat(fake.lastRequest().query().get("lifecycle[]")).containsExactly("active", "retired");
        assertThat(fake.requests()).hasSize(2);
        fake.clearRequests();
        assertThat(fake.requests()).isEmpty();
        assertThatThrownBy(fake::lastRequest).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void takeRequest_ofAnOperation_tellsWhatCameInstead() {
        http.get("/v1/models");
        http.post("/v1/vaults/vlt_1/credentials", JsonObject.of("auth", JsonObject.of("token", "my-secret")));

        assertThat(fake.requests("models.list")).hasSize(1);
        assertThat(fake.takeRequest("models.list").path()).isEqualTo("/v1/models");
        assertThatThrownBy(() -> fake.takeRequest("messages.create"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected messages.create, found vaults.credentials.create (POST /v1/vaults/")
                .hasMessageContaining("received 2:\n  1. GET /v1/models\n  2. POST")
                .hasMessageNotContaining("my-secret");
    }

    @Test
    void operationThatTheApiHasNot_isAMistakeOfTheTest() {
        assertThatThrownBy(() -> fake.requests("messages.creat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("operation: expected one of the API, found messages.creat; there are ")
                .hasMessageContaining("messages.create");
        assertThatThrownBy(() -> fake.takeRequest("model.list"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("models.list");
        assertThatThrownBy(() -> fake.requests("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void assertUsed_tellsWhatNobodyFetched() {
        fake.assertUsed();
        fake.onMessage(body -> null)
                .reply("one")
                .at("GET", "/v1/models")
                .fail(500)
                .cutAfter(3);
        fake.agent().reply("Hi").judge("failed", "No.");
        fake.batches().expire("late");
        assertThatThrownBy(fake::assertUsed).isInstanceOf(AssertionError.class).hasMessage("""
                        scripted, but never fetched:
                          an answer to POST /v1/messages
                          an answer to GET /v1/models
                          the default answer to POST /v1/messages, with faults
                          a turn of an agent: agent.message
                          a judgement of an outcome: failed
                          the result of a request late in a batch
                        no request was received""");

        http.ask(Http.HELLO);
        assertThatThrownBy(fake::assertUsed).hasMessageContaining("received 1:\n  1. POST /v1/messages");
    }

    @Test
    void assertUsed_isContentWhenAllWasFetched() {
        fake.reply("one").fail(529).cutAfter(2);
        http.ask(Http.HELLO);
        http.ask(Http.HELLO);
        http.unchecked();
        assertThatThrownBy(() -> http.ask(Http.HELLO.with("stream", true))).isNotNull();
        fake.assertUsed();
    }

    @Test
    void upload_isDescribedByItsParts() {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nsecret\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n3600\r\n--b--\r\n";
        http.with("content-type", "multipart/form-data; boundary=b").send("POST", "/v1/files", form);

        assertThat(fake.describeRequests())
                .endsWith(" bytes of multipart/form-data: file = a.txt, expires_in_seconds)")
                .doesNotContain("secret");
    }
}
