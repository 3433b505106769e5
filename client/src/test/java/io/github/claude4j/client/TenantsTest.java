package io.github.claude4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies of a client with credentials, places and retries of their own. */
class TenantsTest {
    private final ScriptedServer server =
            new ScriptedServer().otherwise(connection -> connection.json(200, "{\"id\":\"m\"}"));
    private final ScriptedServer other =
            new ScriptedServer().otherwise(connection -> connection.json(200, "{\"id\":\"m\"}"));
    private final Claude claude = server.options()
            .apiKey("sk-original")
            .header("x-gateway-key", "gw-original")
            .header("anthropic-workspace-id", "w")
            .build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
        other.close();
    }

    private static ScriptedServer.Received call(ScriptedServer at, Claude claude) {
        claude.models().retrieve("m");
        List<ScriptedServer.Received> all = at.requests();
        return all.get(all.size() - 1);
    }

    @Test
    void copy_hasItsOwnKeyOrToken_andTheOriginalKeepsIts() {
        Claude key = claude.with(o -> o.apiKey("sk-tenant"));
        Claude token = key.with(o -> o.authToken("t-tenant"));

        assertThat(call(server, key).header("authorization")).isEqualTo("Bearer sk-tenant");
        assertThat(call(server, token).header("authorization")).isEqualTo("Bearer t-tenant");
        assertThat(call(server, token.with(o -> o.maxRetries(0))).header("authorization"))
                .isEqualTo("Bearer t-tenant");
        assertThat(call(server, claude).header("authorization")).isEqualTo("Bearer sk-original");
    }

    @Test
    void copies_keepTheTokensOfTheirProvidersApart() {
        AtomicInteger asked = new AtomicInteger();
        Claude first = claude.with(o -> o.credentials(context -> AccessToken.of("first" + asked.incrementAndGet())));
        Claude second = claude.with(o -> o.credentials(context -> AccessToken.of("second" + asked.incrementAndGet())));

        assertThat(call(server, first).header("authorization")).isEqualTo("Bearer first1");
        assertThat(call(server, second).header("authorization")).isEqualTo("Bearer second2");
        assertThat(call(server, first).header("authorization")).isEqualTo("Bearer first1");
    }

    @Test
    void copyForAnotherHost_withoutCredentials_isRefused() {
        assertThatThrownBy(() -> claude.with(o -> o.baseUrl(other.url())))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("baseUrl: expected credentials with it");
        assertThat(call(server, claude.with(o -> o.baseUrl(server.url() + "/below")))
                        .target())
                .isEqualTo("/below/v1/models/m");
    }

    @Test
    void copyForAnotherHost_takesNothingAlongThatMayBeACredential() {
        Claude elsewhere = claude.with(o -> o.baseUrl(other.url()).apiKey("sk-tenant"));
        ScriptedServer.Received received = call(other, elsewhere);

        assertThat(received.header("authorization")).isEqualTo("Bearer sk-tenant");
        assertThat(received.headers().has("x-gateway-key")).isFalse();
        assertThat(received.header("anthropic-workspace-id")).isEqualTo("w");

        Claude own = claude.with(
                o -> o.baseUrl(other.url()).withoutHeader("authorization").header("x-gateway-key", "gw-tenant"));
        ScriptedServer.Received without = call(other, own);
        assertThat(without.headers().has("authorization")).isFalse();
        assertThat(without.header("x-gateway-key")).isEqualTo("gw-tenant");
    }

    @Test
    void twoCredentialsOfACopy_areRefused() {
        Consumer<Claude.Options> both = o -> o.apiKey("a").authToken("b");

        assertThatThrownBy(() -> claude.with(both))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("authToken: apiKey is set already; only one of them can be used");
    }

    @Test
    void retries_followTheirPolicy() {
        server.thenJson(418, "{}").thenJson(418, "{}").thenJson(500, "{}");
        Claude policy = claude.with(o -> o.maxRetries(5)
                .retry(r -> r.backoff(Duration.ofSeconds(10), Duration.ofSeconds(12))
                        .statuses(418)));

        assertThatThrownBy(() -> policy.models().retrieve("m"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(500));
        assertThat(server.pauses).hasSize(2);
        assertThat(server.pauses.get(0)).isBetween(Duration.ofMillis(7500), Duration.ofSeconds(10));
        assertThat(server.pauses.get(1)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
    }

    @Test
    void betas_thatARequestNeeds_areKnownToThoseWhoSendItThemselves() {
        JsonObject body =
                JsonObject.of("mcp_servers", io.github.claude4j.json.JsonArray.of(JsonObject.of("name", "a")));
        List<String> needed = MessageCreateParams.of(body).betas();

        claude.http().post("/v1/messages", body);

        assertThat(needed).isNotEmpty();
        assertThat(server.request().header("anthropic-beta")).isEqualTo(String.join(",", needed));
    }
}
