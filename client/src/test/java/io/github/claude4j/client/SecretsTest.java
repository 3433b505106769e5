package io.github.claude4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.LogBook;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Log;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is logged and printed, and that no credential, prompt or answer is. */
@Isolated("it changes the logger of the library")
class SecretsTest {
    private static final String KEY = "sk-very-secret";

    private final Logger logger = Logger.getLogger("io.github.claude4j");
    private final LogBook log = new LogBook();
    private final ScriptedServer server = new ScriptedServer();

    @BeforeEach
    void capture() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void restore() {
        log.close();
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
        server.close();
    }

    private List<String> lines(Level level) {
        return log.records().stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    private String everything() {
        StringBuilder all = new StringBuilder();
        log.records()
                .forEach(
                        entry -> all.append(new SimpleFormatter().format(entry)).append('\n'));
        return all.toString();
    }

    private Claude.Builder options() {
        return server.options().apiKey(KEY);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Throwable failure(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("expected a failure");
    }

    @Test
    void log_ofACall_showsAttemptsAndHeadersButNoSecret() {
        server.thenJson(529, ScriptedServer.error("overloaded_error"), "request-id: req_1", "set-cookie: s=" + KEY)
                .thenJson(200, ScriptedServer.MESSAGE, "request-id: req_2")
                .thenJson(401, ScriptedServer.error("authentication_error"));
        try (Claude claude =
                options().header("Proxy-Authorization", "Basic " + KEY).build()) {
            claude.messages()
                    .create(MessageCreateParams.of(JsonObject.of("system", "a secret prompt", "max_tokens", 1)));
            failure(() -> claude.models().retrieve("m"));
        }

        assertThat(lines(Level.FINE))
                .anyMatch(line -> line.matches(
                        "#\\d+ messages\\.create \\(POST /v1/messages\\): 529 after \\d+ ms, attempt 1, request req_1"))
                .anyMatch(line -> line.matches(
                        "#\\d+ messages\\.create \\(POST /v1/messages\\): 200 after \\d+ ms, attempt 2, request req_2"))
                .anyMatch(line -> line.contains("models.retrieve") && line.contains("failed after"));
        assertThat(lines(Level.FINE).stream().map(line -> line.substring(0, line.indexOf(' '))))
                .as("the numbers of two calls, the first with two attempts, the second with a failure")
                .satisfies(numbers -> assertThat(Set.copyOf(numbers)).hasSize(2))
                .satisfies(numbers -> assertThat(numbers.get(0)).isEqualTo(numbers.get(1)));
        assertThat(lines(Level.FINER))
                .anyMatch(line -> line.contains("authorization: ***"))
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("proxy-authorization: ***"))
                .anyMatch(line -> line.contains("set-cookie: ***"));
        assertThat(everything()).doesNotContain(KEY, "a secret prompt", "Hello");
    }

    @Test
    void log_ofAStreamThatFails_hasNoSecret() {
        server.then(connection -> connection
                .events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hidden"))
                .reset());
        try (Claude claude = options().apiVersion("2023-06-01").build();
                MessageStream stream = claude.messages().stream(MessageCreateParams.of(JsonObject.of()))) {
            failure(stream::message);
        }

        assertThat(lines(Level.FINER)).anyMatch(line -> line.contains("x-api-key: ***"));
        assertThat(everything()).contains("failed after").doesNotContain(KEY, "Hidden");
    }

    @Test
    void log_ofAFailingListener_isAWarning_andNothingIsDisturbed() {
        server.thenEvents(ScriptedServer.STREAM);
        CallListener failing = new CallListener() {
            @Override
            public void onAttempt(Call call, Request request) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onHead(Call call, Response response) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onEvent(Call call, JsonObject event) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onEnd(Call call, Throwable failure) {
                throw new IllegalStateException("a bug");
            }
        };
        try (Claude claude = options().listener(failing).build();
                MessageStream stream = claude.messages().stream(MessageCreateParams.of(JsonObject.of()))) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }

        // An attempt, a head, seven events, the end: all of it is told of the first failure only.
        assertThat(lines(Level.WARNING)).hasSize(1).allMatch(line -> line.startsWith("a listener failed: "));
        assertThat(lines(Level.FINE).stream().filter(line -> line.startsWith("a listener failed again: ")))
                .hasSize(9)
                .allMatch(line -> line.endsWith("IllegalStateException"));
        assertThat(log.records().stream().filter(entry -> entry.getThrown() != null))
                .hasSize(1);
    }

    @Test
    void log_ofKeyAndTokenInTheEnvironment_isAWarning_andTheKeyIsUsed() {
        server.thenJson(200, "{}");
        Claude.Builder builder = Claude.builder().baseUrl(server.url());
        Knobs.fromEnv(
                builder, name -> name.matches("ANTHROPIC_(API_KEY|AUTH_TOKEN)") ? KEY + name : null, name -> null);
        try (Claude claude = builder.build()) {
            claude.models().retrieve("m");
        }

        assertThat(lines(Level.WARNING))
                .containsExactly("both ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN are set; the API key is used");
        assertThat(everything()).doesNotContain(KEY);
        assertThat(server.request().header("authorization")).isEqualTo("Bearer " + KEY + "ANTHROPIC_API_KEY");
    }

    @Test
    void log_isWhatTheVariableAsksFor() {
        logger.setLevel(Level.INFO);
        assertThat(Log.listener(null)).isNull();
        assertThat(Log.listener(" ")).isNull();
        assertThat(Log.listener("info")).isNotNull();
        assertThat(Log.listener("DEBUG")).isNotNull();

        logger.setLevel(Level.ALL);
        assertThat(Log.listener("off")).isNull();
        assertThat(Log.listener("nonsense")).isNotNull();
    }

    @Test
    void log_thatTheVariableRaises_isSeenWithoutConfiguration() {
        logger.setLevel(Level.INFO);
        server.otherwise(connection -> connection.json(200, "{}"));
        try (Claude claude = options().listener(Log.listener("info")).build()) {
            claude.models().retrieve("m");
        }
        assertThat(lines(Level.INFO)).singleElement().asString().contains("models.retrieve");

        try (Claude claude = options().listener(Log.listener("debug")).build()) {
            claude.models().retrieve("m");
        }
        assertThat(lines(Level.INFO)).hasSize(4).anyMatch(line -> line.contains("authorization: ***"));
        assertThat(everything()).doesNotContain(KEY);
    }

    @Test
    void toString_ofWhatIsAroundACall_hasNoSecret() {
        server.thenJson(200, "{}");
        StringBuilder seen = new StringBuilder();
        Claude.Builder builder = options().listener(new CallListener() {
            @Override
            public void onAttempt(Call call, Request request) {
                seen.append(request)
                        .append(request.headers())
                        .append(call)
                        .append(call.operation())
                        .append(call.timeouts());
            }
        });
        try (Claude claude = builder.build()) {
            seen.append(builder).append(claude).append(claude.http()).append(Knobs.credentials(claude.http()));
            claude.models().retrieve("m");
        }

        assertThat(seen.toString()).contains("authorization: ***").doesNotContain(KEY);
    }

    @Test
    void exceptions_haveNoSecret() {
        server.thenJson(401, ScriptedServer.error("authentication_error"))
                .then(ScriptedServer.Connection::reset)
                .thenJson(200, "no json");
        try (Claude claude = options().maxRetries(0).build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(trace(failure(() -> claude.models().retrieve("m")))).doesNotContain(KEY);
            }
        }
        try (Claude claude = options().apiKey(KEY + "\n").build()) {
            assertThat(trace(failure(() -> claude.models().retrieve("m")))).doesNotContain(KEY);
        }
        assertThat(trace(failure(() -> options().authToken(KEY)))).doesNotContain(KEY);
        assertThat(trace(failure(() -> options().header("x-api-key", KEY + "\n"))))
                .doesNotContain(KEY);
    }

    @Test
    void headers_hideEveryKindOfCredential() {
        Headers headers = Headers.of(
                "Authorization", KEY,
                "Proxy-Authorization", KEY,
                "X-Api-Key", KEY,
                "Api-Key", KEY,
                "Cookie", KEY,
                "Set-Cookie", KEY,
                "X-Amz-Security-Token", KEY,
                "Content-Type", "shown");

        assertThat(headers.toString()).doesNotContain(KEY).contains("Content-Type: shown");
        assertThat(headers.first("x-api-key")).contains(KEY);
    }
}
