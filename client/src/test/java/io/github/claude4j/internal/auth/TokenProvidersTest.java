package io.github.claude4j.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TokenServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token providers that users write, what goes with their tokens, and where credentials may go. */
class TokenProvidersTest {
    private final TokenServer server = new TokenServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void headers_ofAToken_goWithIt_andThoseOfTheRequestWin() {
        server.knows("own", 100);
        AccessTokenProvider own = context -> AccessToken.of("own")
                .withHeader("anthropic-beta", "b, c")
                .withHeader("x-one", "token")
                .withHeader("x-two", "token")
                .withHeader("x-three", "token");
        try (Claude client = server.options()
                .credentials(own)
                .beta("a", "b")
                .header("x-one", "request")
                .withoutHeader("x-three")
                .build()) {
            client.models().retrieve("m");
        }

        ScriptedServer.Received request = server.server.request();
        assertThat(request.headers().all("anthropic-beta")).containsExactly("a,b,c");
        assertThat(request.header("x-one")).isEqualTo("request");
        assertThat(request.header("x-two")).isEqualTo("token");
        assertThat(request.headers().has("x-three")).isFalse();
    }

    @Test
    void ownProvider_isToldWhatWasRefused_andMayHaveNothingNew() {
        List<String> refused = new ArrayList<>();
        AccessTokenProvider same = context -> {
            refused.add(context.refused().orElse("-"));
            return AccessToken.of("same", context.now().plusSeconds(900));
        };
        try (Claude client = server.options().credentials(same).build()) {
            assertThatThrownBy(() -> client.models().retrieve("m"))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("check the access token provider");
        }

        assertThat(refused).containsExactly("-", "same");
        assertThat(server.tokens()).hasSize(1);
    }

    @Test
    void ownProvider_thatFails_isNamed() {
        AccessTokenProvider broken = context -> {
            throw new IOException("vault is sealed");
        };
        try (Claude client = server.options().credentials(broken).build()) {
            assertThatThrownBy(() -> client.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("the access token provider failed: java.io.IOException: vault is sealed")
                    .hasRootCauseMessage("vault is sealed");
        }
        try (Claude client = server.options().credentials(context -> null).build()) {
            assertThatThrownBy(() -> client.models().retrieve("m"))
                    .hasMessage("the access token provider gave no token");
        }
        assertThat(server.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void ownProvider_thatGivesAnExpiredToken_isRefused(long seconds) {
        AccessTokenProvider old = context -> AccessToken.of("old", Duration.ofSeconds(seconds));
        try (Claude client = server.options().credentials(old).build()) {
            assertThatThrownBy(() -> client.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("the access token provider gave a token that has expired");
        }
        assertThat(server.server.requests()).isEmpty();
    }

    @Test
    void token_isHiddenInText() {
        AccessToken token = AccessToken.of("sk-secret", Duration.ofSeconds(1));
        assertThat(token.toString()).doesNotContain("sk-secret");
        assertThatThrownBy(() -> AccessToken.of("sk-secret\n"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageNotContaining("sk-secret");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void credentials_areNotSentToAnotherPlace(boolean key) {
        Claude.Builder options = key
                ? server.options().apiKey("sk-key")
                : server.options().credentials(context -> AccessToken.of("tok"));
        try (ScriptedServer other = new ScriptedServer();
                Claude client = options.attemptInterceptor((request, chain) ->
                                chain.proceed(request.withUrl(URI.create(other.url() + "/v1/models/m"))))
                        .build()) {
            assertThatThrownBy(() -> client.models().retrieve("m"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContainingAll(server.server.url(), other.url(), "not sent to");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void credentials_areNotSentToAHostThatOnlyBeginsLikeTheirs() {
        String trick = server.server.url() + "@127.0.0.1:1/v1/models/m";
        try (Claude client = server.options()
                .apiKey("sk-key")
                .attemptInterceptor((request, chain) -> chain.proceed(request.withUrl(URI.create(trick))))
                .build()) {
            assertThatThrownBy(() -> client.models().retrieve("m"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("not sent to");
        }
    }
}
