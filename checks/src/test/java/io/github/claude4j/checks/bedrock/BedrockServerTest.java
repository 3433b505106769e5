package io.github.claude4j.checks.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server that a backend is tried against does what it says. */
class BedrockServerTest {
    private static final String TIME = "20261129T120000Z";
    private static final String BODY =
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":5,\"messages\":[]}";

    private final BedrockServer server = new BedrockServer();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
    }

    /** Signs for a body, and sends another one if that is wanted. */
    private HttpResponse<byte[]> post(String path, String signedBody, String sentBody) throws Exception {
        URI url = URI.create(server.url() + path);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("host", List.of(url.getAuthority()));
        headers.put("x-amz-date", List.of(TIME));
        headers.put("x-amz-content-sha256", List.of(SigV4.hash(signedBody.getBytes(UTF_8))));
        SigV4 signer = new SigV4(BedrockServer.KEY_ID, BedrockServer.SECRET, BedrockServer.REGION, "bedrock", false);
        String authorization = signer.authorization(
                new SigV4.Received("POST", path, headers, signedBody.getBytes(UTF_8)),
                List.copyOf(new TreeSet<>(headers.keySet())));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("x-amz-date", TIME)
                .header("x-amz-content-sha256", SigV4.hash(signedBody.getBytes(UTF_8)))
                .header("authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(sentBody))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.anthropic.claude-opus-5-5-v1:0",
                "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile%2Fabc123",
                "arn%3Aaws%3Abedrock%3Aus-west-2%3A123456789012%3Ainference-profile%2Fabc"
            })
    void request_thatIsSignedWell_isAnswered(String model) throws Exception {
        HttpResponse<byte[]> answer = post("/model/" + model + "/invoke", BODY, BODY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonObject.parse(answer.body()).string("id")).isEqualTo("msg_bdrk_1");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).contains("request-1");
    }

    @Test
    void request_whoseBodyIsAnother_isRefused() throws Exception {
        HttpResponse<byte[]> answer = post("/model/m/invoke", BODY, BODY.replace('5', '6'));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-errortype").orElseThrow())
                .startsWith("InvalidSignatureException:");
    }

    @Test
    void request_withoutASignature_isRefused() throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/model/m/invoke"))
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void request_thatStillNamesTheModel_isRefused() throws Exception {
        String body = "{\"anthropic_version\":\"bedrock-2023-05-31\",\"model\":\"m\"}";

        assertThat(post("/model/m/invoke", body, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 1000, Integer.MAX_VALUE})
    void stream_inPiecesOfAnySize_isTheSameBytes(int piece) throws Exception {
        server.cutEvery(piece);

        HttpResponse<byte[]> answer = post("/model/m/invoke-with-response-stream", BODY, BODY);

        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        BedrockServer.EVENTS.forEach(event -> frames.writeBytes(Frames.chunk(event)));
        assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
        assertThat(answer.body()).isEqualTo(frames.toByteArray());
    }

    @Test
    void script_isPlayedOnceForARequestThatIsSignedWell() throws Exception {
        server.then(reply -> reply.error(429, "ThrottlingException", "too many"))
                .then(reply -> reply.cut(
                        5,
                        Frames.chunk(BedrockServer.EVENTS.get(0)),
                        Frames.exception("throttlingException", "slow down")));

        assertThat(post("/model/m/invoke", BODY, BODY).statusCode()).isEqualTo(429);
        byte[] cut = post("/model/m/invoke-with-response-stream", BODY, BODY).body();
        assertThat(cut)
                .hasSize(Frames.chunk(BedrockServer.EVENTS.get(0)).length
                        + Frames.exception("throttlingException", "slow down").length
                        - 5);
        assertThat(post("/model/m/invoke", BODY, BODY).statusCode()).isEqualTo(200);
        assertThat(server.requests()).hasSize(3);
    }
}
