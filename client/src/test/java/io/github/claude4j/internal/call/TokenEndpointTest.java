package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.client.Knobs;
import io.github.claude4j.credentials.Federation;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TokenServer;
import io.github.claude4j.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What workload identity federation sends to the token endpoint, and what it makes of the answers. */
class TokenEndpointTest {
    private static final String JWT = "eyJ-very-secret";

    private final TokenServer server = new TokenServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Claude client(String identityToken) {
        return server.options()
                .credentials(Federation.of(f -> f.ruleId("fdrl_1")
                        .organizationId("org-1")
                        .serviceAccountId("svac_1")
                        .workspaceId("wrkspc_1")
                        .identityToken(() -> identityToken)))
                .header("x-gateway", "g")
                .userProfileId("u")
                .beta("of-the-client")
                .build();
    }

    private static ScriptedServer.Script json(int status, String body, String... headers) {
        return connection -> connection.json(status, body, headers);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void exchange_isAsTheApiDefinesIt() {
        try (Claude claude = client(" " + JWT + "\n")) {
            claude.models().retrieve("m");
        }

        ScriptedServer.Received exchange = server.exchanges().get(0);
        assertThat(exchange.method()).isEqualTo("POST");
        assertThat(exchange.json())
                .isEqualTo(JsonObject.builder()
                        .put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                        .put("assertion", JWT)
                        .put("federation_rule_id", "fdrl_1")
                        .put("organization_id", "org-1")
                        .put("service_account_id", "svac_1")
                        .put("workspace_id", "wrkspc_1")
                        .build());
        assertThat(exchange.header("anthropic-beta")).isEqualTo("oauth-2025-04-20,oidc-federation-2026-04-01");
        assertThat(exchange.header("content-type")).isEqualTo("application/json");
        assertThat(exchange.header("x-gateway")).isEqualTo("g");
        assertThat(exchange.headers().has("authorization")).isFalse();
        assertThat(exchange.headers().has("anthropic-user-profile-id")).isFalse();
        ScriptedServer.Received request = server.server.requests().get(1);
        assertThat(request.header("authorization")).isEqualTo("Bearer tok-1");
        assertThat(request.header("anthropic-beta")).isEqualTo("of-the-client,oauth-2025-04-20");
        assertThat(request.headers().has("anthropic-workspace-id")).isFalse();
    }

    static Stream<Arguments> bad() {
        String longText = "x".repeat(5000);
        return Stream.of(
                Arguments.of(
                        json(
                                400,
                                "{\"error\":\"invalid_grant\",\"error_description\":\"" + JWT
                                        + " is old\",\"error_uri\":\"https://e.test\",\"more\":\"hidden\"}",
                                "request-id: req_1"),
                        "token exchange: 400 invalid_grant: *** is old, see https://e.test (request req_1)"),
                Arguments.of(
                        json(403, ScriptedServer.error("permission_error")),
                        "token exchange: 403 no luck (request req_b)"),
                Arguments.of(
                        json(400, "{\"error\":\"" + longText + "\"}"),
                        "token exchange: 400 " + "x".repeat(2000 - "token exchange: 400 ".length()) + "…"),
                Arguments.of(json(401, "<html>" + JWT), "token exchange: 401"),
                Arguments.of(
                        json(307, "", "location: http://127.0.0.1:1/"),
                        "token exchange: 307, a redirect, which is not followed"),
                Arguments.of(
                        json(200, "{\"access_token\":\"" + JWT),
                        "token exchange: expected a JSON object as the answer, found something else"),
                Arguments.of(
                        json(200, "[\"" + JWT + "\"]"),
                        "token exchange: expected a JSON object as the answer, found something else"),
                Arguments.of(
                        json(200, ""), "token exchange: expected a JSON object as the answer, found something else"),
                Arguments.of(
                        json(200, "{\"access_token\":\"" + "t".repeat(1024 * 1024) + "\"}"),
                        "token exchange: expected an answer of at most 1 MiB, found more"),
                Arguments.of(json(200, "{}"), "token exchange: access token: expected some text, found none"),
                Arguments.of(
                        json(200, "{\"access_token\":\"a\\nb\",\"expires_in\":1}"),
                        "token exchange: access token: expected visible ASCII characters, found others"),
                Arguments.of(
                        json(200, "{\"access_token\":\"t\",\"token_type\":\"mac\",\"expires_in\":60}"),
                        "token exchange: token_type: expected Bearer, found another"),
                Arguments.of(
                        json(200, "{\"access_token\":\"t\"}"),
                        "token exchange: expires_in: expected a number of seconds, found null"),
                Arguments.of(
                        json(200, "{\"access_token\":\"t\",\"expires_in\":\"60\"}"),
                        "token exchange: expires_in: expected a number of seconds, found a string"),
                Arguments.of(
                        json(200, "{\"access_token\":\"t\",\"expires_in\":0}"),
                        "token exchange: expires_in: expected a number of seconds, found none that are left"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void answer_thatIsNoToken_isAnErrorThatShowsNoSecret(ScriptedServer.Script answer, String message) {
        server.instead(answer);
        try (Claude claude = client(JWT)) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage(message)
                    .satisfies(failure -> assertThat(trace(failure)).doesNotContain(JWT));
        }
        assertThat(server.exchanges()).hasSize(1);
        assertThat(server.tokens()).isEmpty();
    }

    @Test
    void failure_thatMayPass_isRetried() {
        server.instead(json(500, "{}")).instead(ScriptedServer.Connection::reset);
        try (Claude claude = client(JWT)) {
            claude.models().retrieve("m");
        }

        assertThat(server.exchanges()).hasSize(3);
        assertThat(server.tokens()).containsExactly("Bearer tok-1");
    }

    @Test
    void failure_thatLasts_isTheCallersError() {
        server.before(connection -> connection.json(503, "{}"));
        for (int i = 0; i < 3; i++) {
            server.instead(connection -> {});
        }
        try (Claude claude = client(JWT)) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("token exchange: 503");
        }
        assertThat(server.exchanges()).hasSize(3);
    }

    @Test
    void openConnection_toAnotherMachine_isNotUsed() {
        try (Claude claude = server.options()
                .baseUrl("http://api.test")
                .allowInsecureHttp()
                .credentials(
                        Federation.of(f -> f.ruleId("r").organizationId("o").identityToken(() -> JWT)))
                .build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageStartingWith("token exchange: expected https://…, found http://api.test");
        }
    }

    static Stream<Arguments> badIdentityTokens() {
        return Stream.of(
                Arguments.of(" \n", "federation rule fdrl_1: the identity token is empty"),
                Arguments.of(
                        "j".repeat(16 * 1024 + 1),
                        "federation rule fdrl_1: the identity token is longer than 16384 bytes"));
    }

    @ParameterizedTest
    @MethodSource("badIdentityTokens")
    void identityToken_thatCannotBeOne_isNotSent(String token, String message) {
        try (Claude claude = client(token)) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage(message);
        }
        assertThat(server.server.requests()).isEmpty();
    }

    @Test
    void identityTokenFile_isReadForEachExchange(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("token");
        Federation federation =
                Federation.of(f -> f.ruleId("r").organizationId("o").identityTokenFile(file));
        try (Claude claude = server.options().credentials(federation).build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the identity token could not be read");

            Files.writeString(file, "one\n");
            claude.models().retrieve("m");
            Files.writeString(file, "two\n");
            server.clock.pass(3600);
            claude.models().retrieve("m");
        }

        assertThat(server.grant(0).string("assertion")).isEqualTo("one");
        assertThat(server.grant(1).string("assertion")).isEqualTo("two");
    }

    @Test
    void environment_describesAFederation_thatIsAskedLazily() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ANTHROPIC_FEDERATION_RULE_ID", " fdrl_e ",
                "ANTHROPIC_ORGANIZATION_ID", "org-e",
                "ANTHROPIC_WORKSPACE_ID", "default",
                "ANTHROPIC_SERVICE_ACCOUNT_ID", " ",
                "ANTHROPIC_IDENTITY_TOKEN", "first",
                "ANTHROPIC_BASE_URL", server.server.url()));
        Claude.Builder builder = server.on(Claude.builder());
        Knobs.fromEnv(builder, environment::get, name -> null);
        try (Claude claude = builder.build()) {
            assertThat(server.server.requests()).isEmpty();
            environment.put("ANTHROPIC_IDENTITY_TOKEN", "second");
            claude.models().retrieve("m");
        }

        assertThat(server.grant(0))
                .isEqualTo(JsonObject.builder()
                        .put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                        .put("assertion", "second")
                        .put("federation_rule_id", "fdrl_e")
                        .put("organization_id", "org-e")
                        .put("workspace_id", "default")
                        .build());
    }

    @Test
    void environment_withAKey_makesNoExchange() {
        Map<String, String> environment = Map.of(
                "ANTHROPIC_FEDERATION_RULE_ID", "fdrl_e",
                "ANTHROPIC_ORGANIZATION_ID", "org-e",
                "ANTHROPIC_IDENTITY_TOKEN", "jwt",
                "ANTHROPIC_API_KEY", "tok-key");
        server.knows("tok-key", 10);
        Claude.Builder builder = server.options();
        Knobs.fromEnv(builder, environment::get, name -> null);
        try (Claude claude = builder.build()) {
            claude.models().retrieve("m");
        }

        assertThat(server.exchanges()).isEmpty();
    }

    @Test
    void federation_withoutWhatItNeeds_isRefusedWhereItIsMade() {
        assertThatThrownBy(() -> Federation.of(f -> f.organizationId("o").identityToken(() -> "t")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("federation: expected a rule id (ANTHROPIC_FEDERATION_RULE_ID), found nothing");
        assertThatThrownBy(() ->
                        Federation.of(f -> f.ruleId("r").organizationId(" ").identityToken(() -> "t")))
                .hasMessage("federation: expected an organization id (ANTHROPIC_ORGANIZATION_ID), found nothing");
        assertThatThrownBy(() -> Federation.of(f -> f.ruleId("r").organizationId("o")))
                .hasMessageContaining("expected an identity token");
    }
}
