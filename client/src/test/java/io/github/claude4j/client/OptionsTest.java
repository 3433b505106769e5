package io.github.claude4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.jdk.JdkTransport;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options in code and in the environment. */
class OptionsTest {
    private final ScriptedServer server =
            new ScriptedServer().otherwise(connection -> connection.json(200, "{\"id\":\"m\"}"));
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    OptionsTest(@TempDir Path empty) {
        environment.put("ANTHROPIC_CONFIG_DIR", empty.toString());
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** What is sent by a client with this environment and what is set in code before and after it is looked at. */
    private ScriptedServer.Received received(Consumer<Claude.Builder> before, Consumer<Claude.Builder> after) {
        Claude.Builder builder = Claude.builder();
        before.accept(builder);
        Knobs.fromEnv(builder, environment::get, properties::get);
        after.accept(builder);
        try (Claude claude = builder.build()) {
            claude.models().retrieve("m");
        }
        return server.request();
    }

    private ScriptedServer.Received received() {
        return received(builder -> {}, builder -> {});
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(o -> o.apiKey(" "), "apiKey: expected some text, found none"),
                wrong(o -> o.apiKey(System.getenv("NOT_SET_ANYWHERE")), "apiKey: expected some text, found none"),
                wrong(o -> o.authToken(""), "authToken: expected some text, found none"),
                wrong(
                        o -> o.apiKey("a").authToken("b"),
                        "authToken: apiKey is set already; only one of them can be used"),
                wrong(
                        o -> o.profile("p").credentials(context -> AccessToken.of("t")),
                        "credentials: profile is set already; only one of them can be used"),
                wrong(
                        o -> o.credentials(context -> AccessToken.of("t")).profile("p"),
                        "profile: credentials is set already; only one of them can be used"),
                wrong(
                        o -> o.profile(".."),
                        "profile: expected a name of letters, digits, '_', '.' and '-', found \"..\""),
                wrong(
                        o -> o.authToken("a").apiKey("b"),
                        "apiKey: authToken is set already; only one of them can be used"),
                wrong(o -> o.baseUrl("api.test"), "baseUrl: expected http://… or https://…, found api.test"),
                wrong(
                        o -> o.baseUrl("ftp://api.test"),
                        "baseUrl: expected http://… or https://…, found ftp://api.test"),
                wrong(o -> o.baseUrl("http://"), "baseUrl: expected a URL, found http://"),
                wrong(o -> o.baseUrl("http://a b"), "baseUrl: expected a URL, found http://a b"),
                wrong(
                        o -> o.baseUrl("http://a?b=c"),
                        "baseUrl: expected a URL without a query and a fragment, found a query; it is put in front of the"
                                + " paths of the API"),
                wrong(
                        o -> o.baseUrl("https://a/#b"),
                        "baseUrl: expected a URL without a query and a fragment, found a fragment; it is put in front of"
                                + " the paths of the API"),
                wrong(o -> o.baseUrl("https://a:65536"), "baseUrl: expected a port from 0 to 65535, found 65536"),
                wrong(o -> o.baseUrl("https://a_b:99999/x"), "baseUrl: expected a port from 0 to 65535, found 99999"),
                wrong(o -> o.baseUrl("https://a$b"), "baseUrl: expected a host, and perhaps a port, found a$b"),
                wrong(o -> o.baseUrl((String) null), "baseUrl: expected some text, found none"),
                wrong(o -> o.timeout(null), "timeout: expected a value, found null"),
                wrong(o -> o.interceptor(null), "interceptor: expected a value, found null"),
                wrong(o -> o.listener(null), "listener: expected a value, found null"),
                wrong(o -> o.credentials(null), "credentials: expected a value, found null"),
                wrong(o -> o.limiter(null), "limiter: expected a value, found null"),
                wrong(o -> o.header(null, "a"), "header: expected some text, found none"),
                wrong(
                        o -> o.header("Content-Length", "3"),
                        "Content-Length: expected a header that does not say how a body is framed, which the transport"
                                + " does"),
                wrong(
                        o -> o.header("transfer-encoding", "chunked"),
                        "transfer-encoding: expected a header that does not say how a body is framed, which the transport"
                                + " does"),
                wrong(o -> o.retry(r -> r.statuses(200)), "statuses: expected 400 to 599, found 200"),
                wrong(
                        o -> o.retry(r -> r.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1))),
                        "most: expected at least as much as the first, PT2S, found PT1S"),
                wrong(o -> o.baseUrl(URI.create("/v1")), "baseUrl: expected http://… or https://…, found /v1"),
                wrong(
                        o -> o.baseUrl("http://ann:hush@a"),
                        "baseUrl: expected no user and password in the URL, found some; send them as a header"),
                wrong(o -> o.beta("a", ""), "beta: expected some text, found none"),
                wrong(o -> o.connectTimeout(Duration.ZERO), "connectTimeout: expected more than nothing, found PT0S"),
                wrong(o -> o.timeout(Duration.ofSeconds(-1)), "timeout: expected more than nothing, found PT-1S"),
                wrong(o -> o.idleTimeout(Duration.ZERO), "idleTimeout: expected more than nothing, found PT0S"),
                wrong(o -> o.totalTimeout(Duration.ZERO), "totalTimeout: expected more than nothing, found PT0S"),
                wrong(o -> o.maxRetries(-1), "maxRetries: expected 0 or more, found -1"),
                wrong(o -> o.apiVersion(""), "apiVersion: expected some text, found none"),
                wrong(o -> o.workspaceId(" "), "workspaceId: expected some text, found none"),
                wrong(o -> o.userProfileId(""), "userProfileId: expected some text, found none"));
    }

    private static Arguments wrong(Consumer<Claude.Builder> options, String message) {
        return Arguments.of(options, message);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void option_thatIsWrong_isRefusedWhereItIsSet(Consumer<Claude.Builder> options, String message) {
        Claude.Builder builder = Claude.builder();

        assertThatThrownBy(() -> options.accept(builder))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage(message);
    }

    @Test
    void longLimits_areNoProblem() {
        try (Claude claude = server.options()
                .timeout(Duration.ofDays(365_000))
                .connectTimeout(Duration.ofDays(1000))
                .idleTimeout(Duration.ofDays(365_000))
                .totalTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .build()) {
            assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
        }
    }

    @Test
    void client_isNotChangedByItsBuilderOrItsCopies() {
        Claude.Builder builder = server.options().header("x-a", "1");
        try (Claude claude = builder.build()) {
            builder.header("x-a", "2").beta("later").maxRetries(9);
            claude.with(o -> o.header("x-a", "3").beta("copied"));
            claude.models().retrieve("m");
        }

        assertThat(server.request().header("x-a")).isEqualTo("1");
        assertThat(server.request().headers().has("anthropic-beta")).isFalse();
    }

    @Test
    void environment_givesTheKeyTheUrlAndHeaders() {
        environment.put("ANTHROPIC_API_KEY", " env-key\n");
        environment.put("ANTHROPIC_BASE_URL", " " + server.url() + "/prefix/ ");
        environment.put("ANTHROPIC_CUSTOM_HEADERS", "X-One: 1\n\n  x-two :  a: b \r\nx-empty:");

        ScriptedServer.Received request = received();

        assertThat(request.target()).isEqualTo("/prefix/v1/models/m");
        assertThat(request.header("authorization")).isEqualTo("Bearer env-key");
        assertThat(request.header("x-one")).isEqualTo("1");
        assertThat(request.header("x-two")).isEqualTo("a: b");
        assertThat(request.header("x-empty")).isEmpty();
    }

    @Test
    void properties_comeBeforeVariables() {
        environment.put("ANTHROPIC_API_KEY", "env-key");
        environment.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:1");
        properties.put("anthropic.apiKey", "property-key");
        properties.put("anthropic.baseUrl", server.url());

        assertThat(received().header("authorization")).isEqualTo("Bearer property-key");
    }

    @Test
    void blankProperty_countsAsAbsent() {
        environment.put("ANTHROPIC_API_KEY", "env-key");
        environment.put("ANTHROPIC_BASE_URL", server.url());
        properties.put("anthropic.apiKey", "  ");

        assertThat(received().header("authorization")).isEqualTo("Bearer env-key");
    }

    @Test
    void token_isUsedWhereThereIsNoKey() {
        environment.put("ANTHROPIC_AUTH_TOKEN", "env-token");
        environment.put("ANTHROPIC_BASE_URL", server.url());

        ScriptedServer.Received request = received(builder -> builder.apiVersion("2023-06-01"), builder -> {});

        assertThat(request.header("authorization")).isEqualTo("Bearer env-token");
        assertThat(request.headers().has("x-api-key")).isFalse();
    }

    @Test
    void code_winsOverTheEnvironment_beforeAndAfterIt() {
        environment.put("ANTHROPIC_API_KEY", "env-key");
        environment.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:1");
        environment.put("ANTHROPIC_CUSTOM_HEADERS", "x-a: env\nx-b: env\nx-c: env");

        ScriptedServer.Received request = received(
                builder -> builder.baseUrl(server.url()).authToken("code-token").header("X-A", "code"),
                builder -> builder.header("x-b", "code"));

        assertThat(request.header("authorization")).isEqualTo("Bearer code-token");
        assertThat(request.headers().all("x-a")).containsExactly("code");
        assertThat(request.headers().all("x-b")).containsExactly("code");
        assertThat(request.headers().all("x-c")).containsExactly("env");
    }

    @Test
    void defaultUrl_thatIsSetInCode_winsToo() {
        environment.put("ANTHROPIC_BASE_URL", server.url());
        Claude.Builder builder = Claude.builder().baseUrl("https://api.anthropic.com");

        Knobs.fromEnv(builder, environment::get, properties::get);

        assertThat(Knobs.baseUrl(builder)).isEqualTo("https://api.anthropic.com");
    }

    @Test
    void variables_thatMakeNoSense_areNamed() {
        environment.put("ANTHROPIC_BASE_URL", "localhost");
        assertThatThrownBy(this::received)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("ANTHROPIC_BASE_URL: expected http://… or https://…, found localhost");

        environment.clear();
        environment.put("ANTHROPIC_CUSTOM_HEADERS", "x-secret abc");
        assertThatThrownBy(this::received)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("ANTHROPIC_CUSTOM_HEADERS: expected lines of the form Name: value")
                .hasMessageNotContaining("abc");
    }

    @Test
    void variables_ofVersionBetasAndTimeLimit_count() {
        environment.putAll(Map.of(
                "ANTHROPIC_BASE_URL", server.url(),
                "ANTHROPIC_API_KEY", "k",
                "ANTHROPIC_API_VERSION", "2023-06-01",
                "ANTHROPIC_BETA", "one, two",
                "ANTHROPIC_TIMEOUT_SECS", "1.5"));

        ScriptedServer.Received request = received(builder -> {}, builder -> builder.beta("three"));

        assertThat(request.header("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(request.header("anthropic-beta")).isEqualTo("one,two,three");

        environment.put("ANTHROPIC_TIMEOUT_SECS", "soon");
        assertThatThrownBy(this::received)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("ANTHROPIC_TIMEOUT_SECS: expected a number of seconds, found soon");
    }

    @Test
    void openConnection_toAnotherMachine_hasToBeAllowed() {
        assertThatThrownBy(() ->
                        Claude.builder().apiKey("k").baseUrl("http://10.0.0.1").build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("baseUrl: expected https://…, found http://10.0.0.1")
                .hasMessageContaining("allowInsecureHttp()");
        Claude.builder()
                .apiKey("k")
                .baseUrl("http://10.0.0.1")
                .allowInsecureHttp()
                .build()
                .close();
        environment.put("ANTHROPIC_BASE_URL", "http://10.0.0.1");
        Knobs.fromEnv(Claude.builder().apiKey("k"), environment::get, properties::get)
                .build()
                .close();
        for (String loopback :
                List.of("http://localhost:1", "http://[::1]:1", "http://127.1.2.3", "http://a.localhost")) {
            Claude.builder().apiKey("k").baseUrl(loopback).build().close();
        }
    }

    @Test
    void hostWithAnUnderscore_isRefusedWhereTheTransportCannotReachIt() {
        Claude.Builder builder = Claude.builder()
                .apiKey("k")
                .baseUrl("https://my_gateway:8443/x")
                .transport(JdkTransport.create());

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage(
                        "baseUrl: expected a host without underscores, which HttpClient of the JDK cannot reach, found"
                                + " my_gateway:8443; OkHttpTransport can");
    }

    @Test
    void noCredentials_namesEverySourceThatWasTried() {
        environment.put("ANTHROPIC_BASE_URL", server.url());

        assertThatThrownBy(this::received)
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContainingAll(
                        "anthropic.apiKey",
                        "anthropic.authToken",
                        "ANTHROPIC_API_KEY",
                        "ANTHROPIC_AUTH_TOKEN",
                        "ANTHROPIC_PROFILE",
                        "unset: ANTHROPIC_FEDERATION_RULE_ID, ANTHROPIC_ORGANIZATION_ID, ANTHROPIC_IDENTITY_TOKEN_FILE or",
                        environment.get("ANTHROPIC_CONFIG_DIR")
                                + "/configs/default.json".replace('/', File.separatorChar),
                        "apiKey(…)");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void noCredentials_withoutTheEnvironment_saysThatItWasNotLookedAt() {
        try (Claude claude = Claude.builder().baseUrl(server.url()).build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessageContainingAll("apiKey(…)", "authToken(…)", "fromEnv()");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "token"})
    void supplier_isAskedForEachAttempt(String kind) {
        server.thenJson(500, "{}").thenJson(500, "{}");
        Iterator<String> secrets = List.of("one", "two", "three").iterator();
        Claude.Builder builder = Knobs.pause(Claude.builder().baseUrl(server.url()), (call, time) -> {});
        try (Claude claude =
                (kind.equals("key") ? builder.apiKey(secrets::next) : builder.authToken(secrets::next)).build()) {
            claude.models().retrieve("m");
        }

        assertThat(server.requests())
                .extracting(request -> request.header("authorization"))
                .containsExactly("Bearer one", "Bearer two", "Bearer three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void supplier_thatHasNothing_isAnErrorBeforeSending(String nothing) {
        try (Claude claude =
                Claude.builder().baseUrl(server.url()).apiKey(() -> nothing).build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(MissingCredentialsException.class)
                    .hasMessage("no credentials: the API key that was given is blank");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void supplier_thatFails_endsTheCall() {
        try (Claude claude = Claude.builder()
                .baseUrl(server.url())
                .authToken(() -> {
                    throw new IllegalStateException("vault is sealed");
                })
                .build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("the supplier of the token failed: java.lang.IllegalStateException: vault is sealed")
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-read-from-a-file\n", "sk-ant-…", "sk ant"})
    void key_thatCannotBeSent_isAnErrorThatDoesNotShowIt(String key) {
        try (Claude claude = server.options().apiKey(key).build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("API key: expected visible ASCII characters")
                    .hasMessageNotContaining("sk");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void credentialsInCode_keepThoseOfTheEnvironmentFromBeingLookedAt() {
        environment.put("ANTHROPIC_PROFILE", "../wrong");

        ScriptedServer.Received request =
                received(builder -> builder.baseUrl(server.url()), builder -> builder.apiKey("code-key"));

        assertThat(request.header("authorization")).isEqualTo("Bearer code-key");
        assertThatThrownBy(this::received)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("../wrong");
    }

    @Test
    void httpClient_thatFollowsRedirects_isRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> Claude.builder().httpClient(following))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("httpClient: expected one that follows no redirects, found NORMAL");
    }
}
