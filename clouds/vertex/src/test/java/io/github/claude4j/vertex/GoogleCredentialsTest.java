package io.github.claude4j.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.Credentials;
import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials of Google's own library, and of others that have its form. */
@Timeout(60)
class GoogleCredentialsTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(5)
            .addUserMessage("Hello")
            .build();

    private final FakeClaude fake = FakeCloud.VERTEX.start();

    @AfterEach
    void close() {
        fake.close();
    }

    private Vertex.Builder vertex() {
        return Vertex.builder().baseUrl(fake.url()).region("eu");
    }

    private static Claude over(Vertex vertex) {
        return Claude.builder()
                .backend(vertex)
                .retry(r -> r.waits(wait -> Duration.ZERO))
                .build();
    }

    @Test
    void credentialsOfTheLibrary_giveTheirToken() {
        GoogleCredentials credentials = GoogleCredentials.create(
                new AccessToken("ya29.x", Date.from(Instant.now().plusSeconds(3600))));
        try (Claude claude =
                over(vertex().project("p-1").credentials(credentials).build())) {
            claude.messages().create(PARAMS);
        }
        assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer ya29.x");
    }

    @Test
    void whatComesWithAToken_isSentToo_butTheUsersOwnWins() {
        try (Claude claude =
                over(vertex().project("p").credentials(new Tokens()).build())) {
            claude.messages().create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("x-goog-user-project"))
                    .contains("payer");
            claude.with(o -> o.header("X-Goog-User-Project", "other"))
                    .messages()
                    .create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("x-goog-user-project"))
                    .contains("other");
        }
    }

    /** The variable that names the file is set for all tests of the module. */
    @Test
    void defaultOnesOfTheApplication_areFound_withTheirProject() throws Exception {
        FakeClaude tokens = FakeClaude.start(o -> o.strict(false));
        tokens.at("POST", "/token")
                .replyRaw(
                        200,
                        "application/json",
                        "{\"access_token\":\"ya29.default\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        Path file = Path.of(System.getenv("GOOGLE_APPLICATION_CREDENTIALS"));
        Files.writeString(file, account(tokens.url() + "/token"));
        try (Claude claude =
                over(vertex().fromEnv(Map.<String, String>of()::get).build())) {
            claude.messages().create(PARAMS);
            claude.messages().create(PARAMS);
        } finally {
            tokens.close();
            Files.delete(file);
        }
        assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer ya29.default");
        assertThat(fake.lastRequest().onTheWire().path()).contains("/projects/of-the-account/locations/eu/");
        assertThat(tokens.requests()).hasSize(1);
        String claims = tokens.lastRequest().text().split("assertion=")[1].split("\\.")[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), UTF_8))
                .contains("https://www.googleapis.com/auth/cloud-platform");
    }

    private static String account(String tokens) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonObject.builder()
                .put("type", "service_account")
                .put("project_id", "of-the-account")
                .put("private_key_id", "k")
                .put("private_key", pem)
                .put("client_email", "claude@of-the-account.iam.gserviceaccount.com")
                .put("client_id", "1")
                .put("token_uri", tokens)
                .build()
                .toJson();
    }

    @Test
    void refusedToken_isRefreshedOnce() {
        Tokens tokens = new Tokens();
        fake.fail(401).reply("Hello!");
        try (Claude claude = over(vertex().project("p").credentials(tokens).build())) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
            fake.fail(401).fail(401);
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).hasMessageContaining("401");
        }
        assertThat(fake.requests())
                .extracting(
                        request -> request.onTheWire().header("authorization").orElseThrow())
                .containsExactly("Bearer t1", "Bearer t2", "Bearer t2", "Bearer t3");
    }

    @Test
    void failureToGetOne_isRepeated_unlessItLasts() {
        Tokens tokens = new Tokens();
        tokens.failures.add(new IOException("metadata server"));
        tokens.failures.add(new IOException("metadata server"));
        fake.reply("Hello!");
        try (Claude claude = over(vertex().project("p").credentials(tokens).build())) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
            for (int i = 0; i < 3; i++) {
                tokens.failures.add(new IOException("metadata server"));
            }
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("no token of Google")
                    .hasMessageContaining("metadata server");
            tokens.failures.add(new Lasting("invalid_grant"));
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("invalid_grant");
        }
        assertThat(fake.requests()).hasSize(1);
    }

    /** A failure that says that it will last. */
    private static final class Lasting extends IOException implements Retryable {
        private static final long serialVersionUID = 1L;

        Lasting(String message) {
            super(message);
        }

        @Override
        public boolean isRetryable() {
            return false;
        }

        @Override
        public int getRetryCount() {
            return 0;
        }
    }

    /** Credentials of somebody's own. */
    private static final class Tokens extends Credentials {
        private static final long serialVersionUID = 1L;

        private final transient List<IOException> failures = new CopyOnWriteArrayList<>();
        private volatile int number = 1;

        @Override
        public String getAuthenticationType() {
            return "OAuth2";
        }

        @Override
        public Map<String, List<String>> getRequestMetadata(URI uri) throws IOException {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            return Map.of("Authorization", List.of("Bearer t" + number), "x-goog-user-project", List.of("payer"));
        }

        @Override
        public boolean hasRequestMetadata() {
            return true;
        }

        @Override
        public boolean hasRequestMetadataOnly() {
            return true;
        }

        @Override
        public void refresh() {
            number = number + 1;
        }
    }
}
