package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a fake of a cloud answers, as it is on the wire. */
@Timeout(60)
class FakeCloudTest {
    private static final String BODY =
            "{\"anthropic_version\":\"2026-10-21\",\"anthropic_beta\":[\"b1\"],\"max_tokens\":9,"
                    + "\"user_profile_id\":\"up_1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> post(FakeClaude fake, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(fake.url().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private HttpResponse<String> withKey(FakeClaude fake, String path, String body) throws Exception {
        return post(fake, path, body, "authorization", "Bearer some-key");
    }

    @Test
    void bedrock_answersInItsForm_andIsLookedAtInThatOfTheApi() throws Exception {
        try (FakeClaude fake = FakeClaude.bedrock()) {
            fake.reply("Hello!").reply("Hello!");
            HttpResponse<String> whole = withKey(fake, "/model/eu.anthropic.claude-opus-5-5-v1:0/invoke", BODY);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(JsonObject.parse(whole.body()).string("model")).isEqualTo("claude-opus-5-5");
            assertThat(whole.headers().firstValue("x-amzn-requestid")).isPresent();
            assertThat(whole.headers().firstValue("request-id")).isEmpty();
            RecordedRequest asked = fake.lastRequest();
            assertThat(asked.operation()).contains("messages.create");
            assertThat(asked.text())
                    .isEqualTo(
                            "{\"model\":\"claude-opus-5-5\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            assertThat(asked.header("anthropic-beta")).contains("b1");
            assertThat(asked.onTheWire().text()).isEqualTo(BODY);
            assertThat(asked.onTheWire().path()).isEqualTo("/model/eu.anthropic.claude-opus-5-5-v1:0/invoke");

            HttpResponse<String> stream =
                    withKey(fake, "/model/anthropic.claude-opus-5-5/invoke-with-response-stream", BODY);
            assertThat(stream.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
            assertThat(stream.body()).contains(":event-type", "chunk").doesNotContain("data:");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/model/m/converse|{}|404|UnknownOperationException",
                "/v1/messages|{}|404|UnknownOperationException",
                "/model/anthropic.claude-opus-5-5/invoke|{\"anthropic_version\":\"v\",\"model\":\"m\"}|400|ValidationException",
                "/model/anthropic.claude-opus-5-5/invoke|{\"anthropic_version\":\"v\",\"stream\":true}|400|ValidationException",
                "/model/anthropic.claude-opus-5-5/invoke|{\"max_tokens\":1}|400|ValidationException",
                "/model/anthropic.claude-opus-5-5/invoke|no JSON|400|ValidationException",
                "/model/anthropic.claude-opus-5-5/count-tokens|{\"input\":{\"invokeModel\":{\"body\":\"?\"}}}|400|ValidationException",
                "/model/anthropic.claude-none/invoke|{\"anthropic_version\":\"v\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|404|ResourceNotFoundException"
            })
    void bedrock_refusesInItsForm(String path, String body, int status, String type) throws Exception {
        try (FakeClaude fake = FakeClaude.bedrock()) {
            HttpResponse<String> answer = withKey(fake, path, body);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("x-amzn-errortype").orElseThrow())
                    .startsWith(type + ":");
            assertThat(JsonObject.parse(answer.body()).names()).containsExactly("message");
            assertThat(fake.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5,400",
        "us.claude-opus-5-5,400",
        "anthropic.opus-5-5,400",
        "global.anthropic.claude-opus-5-5,200",
        "a1b2c3d4e5f6,200",
        "arn:aws:bedrock:us-east-2:1:application-inference-profile%2Fabc123,200"
    })
    void bedrock_takesItsOwnModelIdsAlone_unlessTheFakeIsLenient(String id, int status) throws Exception {
        String path = "/model/" + id + "/invoke";
        try (FakeClaude fake = FakeClaude.bedrock()) {
            HttpResponse<String> answer = withKey(fake, path, BODY);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body().contains("The provided model identifier is invalid."))
                    .isEqualTo(status == 400);
        }
        try (FakeClaude fake = FakeClaude.start(o -> o.cloud(FakeCloud.BEDROCK).strict(false))) {
            assertThat(withKey(fake, path, BODY).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEDROCK", "BEDROCK_MANTLE", "CLAUDE_ON_AWS"})
    void requestThatNobodySigned_isRefused_unlessTheFakeIsLenient(FakeCloud cloud) throws Exception {
        String path = cloud == FakeCloud.BEDROCK
                ? "/model/anthropic.claude-opus-5-5/invoke"
                : cloud == FakeCloud.BEDROCK_MANTLE ? "/anthropic/v1/messages" : "/v1/messages";
        String signed = "AWS4-HMAC-SHA256 Credential=AKIAOTHER/20261129/us-west-2/bedrock/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);
        try (FakeClaude fake = cloud.start()) {
            assertThat(post(fake, path, BODY).statusCode()).isEqualTo(403);
            HttpResponse<String> other =
                    post(fake, path, BODY, "authorization", signed, "x-amz-date", "20261129T120000Z");
            assertThat(other.statusCode()).isEqualTo(403);
            assertThat(other.body()).contains("signed for another key");
            assertThatThrownBy(fake::client)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(cloud.name());
        }
        try (FakeClaude fake = FakeClaude.start(o -> o.cloud(cloud).strict(false))) {
            assertThat(post(fake, path, BODY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void mantleAndPlatform_haveTheApisForm() throws Exception {
        String body =
                "{\"model\":\"anthropic.claude-opus-5-5\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
        try (FakeClaude fake = FakeCloud.BEDROCK_MANTLE.start()) {
            assertThat(post(
                                    fake,
                                    "/anthropic/v1/messages",
                                    body,
                                    "authorization",
                                    "Bearer k",
                                    "anthropic-version",
                                    "2026-10-21")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(withKey(fake, "/anthropic/v1/messages", body).body()).contains("anthropic-version");
            assertThat(withKey(fake, "/v1/messages", body).statusCode()).isEqualTo(404);
            assertThat(withKey(fake, "/anthropic/v1/messages/batches", body).statusCode())
                    .isEqualTo(404);
        }
        try (FakeClaude fake = FakeCloud.CLAUDE_ON_AWS.start()) {
            HttpResponse<String> refused = withKey(fake, "/v1/messages", body);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("anthropic-workspace-id", "invalid_request_error");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VERTEX|/v1/projects/p/locations/l/publishers/anthropic/models/claude-opus-5-5:rawPredict|\"status\":\"UNAUTHENTICATED\"",
                "CLAUDE_ON_GOOGLE_CLOUD|/v1/projects/p/locations/l/workspaces/w/invoke/v1/messages|\"status\":\"UNAUTHENTICATED\"",
                "FOUNDRY|/anthropic/v1/messages|\"statusCode\":401"
            })
    void requestThatNobodySent_isRefused_unlessTheFakeIsLenient(FakeCloud cloud, String path, String form)
            throws Exception {
        String body = cloud == FakeCloud.VERTEX ? BODY : "{\"model\":\"claude-opus-5-5\"," + BODY.substring(1);
        String known = body.replaceAll("\"(anthropic_beta|user_profile_id)\":(\\[[^]]*]|\"[^\"]*\"),", "");
        String plain = cloud == FakeCloud.VERTEX ? known : known.replaceAll("\"anthropic_version\":\"[^\"]*\",", "");
        try (FakeClaude fake = cloud.start()) {
            HttpResponse<String> refused = post(fake, path, plain);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains(form);
            assertThat(withKey(fake, "/v1/messages", plain).statusCode()).isEqualTo(404);
        }
        try (FakeClaude fake = FakeClaude.start(o -> o.cloud(cloud).strict(false))) {
            assertThat(post(fake, path, plain, "anthropic-version", "2026-10-21")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void vertex_refusesWhatIsTheApisAlone() throws Exception {
        String models = "/v1/projects/p/locations/l/publishers/anthropic/models/";
        try (FakeClaude fake = FakeCloud.VERTEX.start()) {
            assertThat(withKey(fake, models + "claude-opus-5-5:rawPredict", "{\"max_tokens\":9}")
                            .body())
                    .contains("anthropic_version: Field required");
            assertThat(withKey(fake, models + "m:rawPredict", "{\"anthropic_version\":\"v\",\"model\":\"m\"}")
                            .body())
                    .contains("model: Extra inputs");
            assertThat(withKey(fake, models + "m:rawPredict", "{\"anthropic_version\":\"v\",\"stream\":true}")
                            .body())
                    .contains("stream: ");
        }
    }
}
