package io.github.claude4j.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claude Platform on AWS: the API itself, each request signed as the fake checks it. */
class ClaudeOnAwsTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(16)
            .addUserMessage("Hello")
            .build();

    private final FakeClaude fake = FakeCloud.CLAUDE_ON_AWS.start();

    @AfterEach
    void close() {
        fake.close();
    }

    private ClaudeOnAws.Builder backend() {
        return ClaudeOnAws.builder()
                .baseUrl(fake.url())
                .region("us-west-2")
                .workspaceId("wrkspc_1")
                .credentials(AwsCredentials.of(FakeCloud.ACCESS_KEY_ID, FakeCloud.SECRET_ACCESS_KEY, "token"));
    }

    private Claude claude() {
        return Claude.builder().backend(backend().build()).build();
    }

    @Test
    void message_isTheApisOwn_andSigned() throws IOException {
        fake.reply("Hello!").reply("Hello!");
        try (Claude claude = claude()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello!");
            }
        }
        RecordedRequest sent = fake.requests().get(0).onTheWire();
        assertThat(sent.path()).isEqualTo("/v1/messages");
        assertThat(sent.text())
                .isEqualTo(
                        "{\"model\":\"claude-opus-5-5\",\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        assertThat(sent.header("anthropic-version")).contains("2026-10-21");
        assertThat(sent.header("anthropic-workspace-id")).contains("wrkspc_1");
        assertThat(sent.header("x-amz-security-token")).contains("token");
        assertThat(sent.header("authorization").orElseThrow())
                .matches(
                        "AWS4-HMAC-SHA256 Credential=AKIAFAKECLAUDE/\\d{8}/us-west-2/aws-external-anthropic/aws4_request,"
                                + " SignedHeaders=accept;anthropic-version;anthropic-workspace-id;content-type;host;"
                                + "x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}");
    }

    @Test
    void queriesDeletionsAndUploads_areSigned(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("é a.txt"), new byte[100_000]);
        try (Claude claude = claude()) {
            claude.models().list(m -> m.afterId("a b/c+d=é&").limit(7));
            String id = claude.files().upload(file).id();
            assertThat(claude.files().list().items()).hasSize(1);
            claude.files().delete(id);
            assertThat(claude.files().list().items()).isEmpty();
        }
    }

    /** What is signed has to be known before it is sent. */
    @Test
    void uploadThatCanBeReadOnce_isRefusedBeforeItIsRead() {
        ByteArrayInputStream stream = new ByteArrayInputStream("text".getBytes(UTF_8));
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.files().upload(stream, 4, "a.txt"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("files.upload")
                    .hasMessageContaining("read twice");
        }
        assertThat(stream.available()).isEqualTo(4);
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void workspaceOfACopy_takesThePlaceOfTheBackends() {
        try (Claude claude = claude()) {
            claude.with(o -> o.workspaceId("wrkspc_2")).models().list();
        }
        assertThat(fake.lastRequest().header("anthropic-workspace-id")).contains("wrkspc_2");
    }

    @Test
    void interceptorOfACopy_changesWhatIsSigned() {
        try (Claude claude = claude()) {
            claude.with(o -> o.attemptInterceptor(
                            (request, chain) -> chain.proceed(request.withHeader("x-of-the-user", "a  b \t c"))))
                    .models()
                    .list();
        }
        assertThat(fake.lastRequest().onTheWire().header("authorization").orElseThrow())
                .contains("x-of-the-user");
    }

    /** Agents that trace write these after the request was signed. */
    @Test
    void headersOfTraces_areSentButNotSigned() {
        String[] traces = {
            "traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId", "x-amzn-trace-id", "uber-trace-id"
        };
        try (Claude claude = claude()) {
            claude.with(o -> {
                        for (String name : traces) {
                            o.header(name, "1");
                        }
                    })
                    .models()
                    .list();
        }
        RecordedRequest sent = fake.lastRequest().onTheWire();
        for (String name : traces) {
            assertThat(sent.header(name)).contains("1");
            assertThat(sent.header("authorization").orElseThrow()).doesNotContainIgnoringCase(name + ";");
        }
    }

    /** Proxies change it, and official clients do not sign it either. */
    @Test
    void encodings_areAskedForButNotSigned() {
        try (Claude claude = claude()) {
            claude.models().list();
        }
        RecordedRequest sent = fake.lastRequest().onTheWire();
        assertThat(sent.header("accept-encoding")).contains("gzip");
        assertThat(sent.header("authorization").orElseThrow()).doesNotContain("accept-encoding");
    }

    @Test
    void requestWithItsOwnAuthorization_isLeftAlone() {
        try (Claude claude = claude()) {
            claude.with(o -> o.header("authorization", "Bearer theirs"))
                    .models()
                    .list();
        }
        assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer theirs");
        assertThat(fake.lastRequest().onTheWire().header("x-amz-date")).isEmpty();
    }

    /** As those that the environment's custom headers hold. */
    @Test
    void keysOfTheApi_areTakenOut() {
        try (Claude claude = claude()) {
            claude.with(o -> o.header("authorization", "Bearer sk-ant-1").header("x-api-key", "sk-ant-2"))
                    .models()
                    .list();
        }
        RecordedRequest sent = fake.lastRequest().onTheWire();
        assertThat(sent.headers().toString()).doesNotContain("sk-ant");
        assertThat(sent.header("authorization").orElseThrow()).startsWith("AWS4-HMAC-SHA256");
    }

    @Test
    void errorsOfTheApi_areLeftAsTheyAre() {
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages()
                            .create(MessageCreateParams.of(PARAMS.json().with("max_tokens", -1))))
                    .isInstanceOfSatisfying(BadRequestException.class, e -> {
                        assertThat(e.type()).contains("invalid_request_error");
                        assertThat(e.apiMessage().orElseThrow()).startsWith("max_tokens");
                        assertThat(e.requestId()).isPresent();
                    });
        }
    }

    @Test
    void whatIsNotThere_isRefusedBeforeItIsSent() {
        try (Claude claude = claude()) {
            assertThat(claude.backend()).get().hasToString("anthropic at " + fake.url());
            assertThatThrownBy(() -> claude.userProfiles()
                            .actionUrls()
                            .create("up_1", p -> p.put("action", JsonObject.of("type", "enroll_end_user"))))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("does not have it");
        }
        assertThat(fake.requests()).isEmpty();
    }
}
