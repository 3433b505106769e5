package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.spring.ClaudeSetupException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a user reads on the console whose application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest {
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, ClaudeAutoConfiguration.class})
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class AsksAtItsStart extends Application {
        @Bean
        CommandLineRunner asks(Claude claude) {
            return arguments -> Boots.ask(claude);
        }
    }

    private static void start(Class<?> type, Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(type);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(properties);
        try {
            application.run().close();
        } catch (RuntimeException e) {
            return;
        }
        throw new AssertionError("expected it not to start with " + properties);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    claude.timeout            | -5s                  | claude.timeout: expected more than nothing, found PT-5S
                    claude.max-retries        | -1                   | claude.max-retries: expected 0 or more, found -1
                    claude.base-url           | ftp://x              | claude.base-url: expected
                    claude.base-url           | http://gateway.corp  | claude.base-url: expected
                    claude.api-key            | ''                   | claude.api-key: expected some text, found none
                    claude.limiter.max-concurrent | 0                | claude.limiter.max-concurrent: expected 1 or more, found 0
                    claude.retry.longest-wait | 1ms                  | claude.retry.longest-wait: expected at least as much as the first, PT0.5S, found PT0.001S
                    claude.retry.statuses     | 200                  | claude.retry.statuses: expected 400 to 599, found 200
                    claude.headers.x-name     | Zoë                  | claude.headers.x-name: expected a value of ASCII characters, found others
                    claude.max-answer-size    | 0B                   | claude.max-answer-size: expected 1 byte or more, found 0
                    claude.ssl.bundle         | missing              | claude.ssl.bundle: expected a bundle of spring.ssl.bundle, found no missing
                    claude.proxy.user         | ann                  | claude.proxy.url: expected a value beside the proxy's user and password, found none
                    claude.proxy.url          | ftp://x              | claude.proxy.url: expected
                    claude.clients.eu.timeout | 0s                   | claude.clients.eu.timeout: expected more than nothing, found PT0S
                    claude.clients.claude.timeout | 1s               | claude.clients.claude: expected a name other than that of the client without one, found claude
                    """)
    void property_thatIsWrong_isToldByItsName(String name, String value, String text) {
        Boots.application().withPropertyValues(name + "=" + value).run(context -> {
            Throwable failure = context.getStartupFailure();
            while (!(failure instanceof ClaudeSetupException)) {
                failure = Objects.requireNonNull(failure, "a failure of ours").getCause();
            }
            assertThat(failure).hasMessageStartingWith(text);
        });
    }

    @Test
    void property_thatIsWrong_isToldWithoutAStackTrace(CapturedOutput output) {
        start(Application.class, Map.of("claude.timeout", "-5s"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "claude.timeout: expected more than nothing, found PT-5S")
                .contains("Change claude.timeout.")
                .doesNotContain("\tat ");
    }

    @Test
    void openBaseUrl_isToldWithThePropertyThatLetsItBe() {
        Boots.application()
                .withPropertyValues("claude.clients.eu.base-url=http://gateway.corp", "claude.clients.eu.api-key=k")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("claude.clients.eu.base-url: expected https://")
                        .hasStackTraceContaining("; claude.clients.eu.allow-insecure-http=true lets it be"));
    }

    /** These are Boot's own words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    claude.timeout     | soon    | is not a valid duration
                    claude.backend     | bedrok  | google-cloud
                    claude.max-retries | many    | many
                    """)
    void property_ofTheWrongType_isToldByItsName(String name, String value, String text, CapturedOutput output) {
        start(Application.class, Map.of(name, value));

        assertThat(output).contains("APPLICATION FAILED TO START", name, "\"" + value + "\"");
        assertThat(output.getAll().toLowerCase(Locale.ROOT)).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    claude.api-key    | claude.auth-token | t-2
                    claude.api-key    | claude.profile    | t-2
                    claude.auth-token | claude.profile    | t-2
                    claude.api-key    | claude.skip-auth  | true
                    claude.auth-token | claude.skip-auth  | true
                    claude.profile    | claude.skip-auth  | true
                    """)
    void credentials_two_areToldBothByName(String first, String second, String value, CapturedOutput output) {
        start(Application.class, Map.of(first, "sk-ant-1", second, value));

        assertThat(output)
                .contains(second + ": expected this or " + first + ", found both")
                .doesNotContain("sk-ant-1", "t-2");
    }

    @Test
    void skippedCredentials_beneathABackend_areToldToo() {
        Boots.application()
                .withPropertyValues("claude.backend=foundry", "claude.api-key=k", "claude.skip-auth=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("claude.skip-auth: expected this or claude.api-key, found both"));
    }

    @Test
    void credentials_missingAtTheStart_areToldHowToSet(CapturedOutput output) {
        start(AsksAtItsStart.class, Map.of());

        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "no credentials",
                        "set one of them, or claude.api-key",
                        "Set claude.api-key, or the variable ANTHROPIC_API_KEY")
                .doesNotContain("on the builder");
    }
}
