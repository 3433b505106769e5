package io.github.claude4j.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Operations;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.PermissionDeniedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong at Amazon Bedrock, as the API would say it. */
@Timeout(60)
class BedrockErrorsTest extends OnBedrock {
    @Test
    void betaThatIsRefused_isNamed() {
        fake.failWith(400, "invalid_request_error", "invalid beta flag");
        try (Claude claude = options(backend()).beta("computer-use-2025-11-24").build()) {
            assertThatThrownBy(() -> claude.messages().create(params(MODEL)))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("ValidationException: invalid beta flag")
                    .hasMessageContaining("computer-use-2025-11-24")
                    .hasMessageContaining("withoutBetas");
        }
    }

    @Test
    void modelThatNeedsAProfile_saysSo() {
        fake.failWith(
                400,
                "invalid_request_error",
                "Invocation of model ID anthropic.claude-opus-5-5 with on-demand throughput isn’t supported.");
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(params("anthropic.claude-opus-5-5")))
                    .hasMessageContaining("inference profile");
        }
    }

    @Test
    void modelThatCannotCount_saysWhatWasAskedFor() {
        fake.at("POST", "/v1/messages/count_tokens")
                .failWith(400, "invalid_request_error", "The provided model doesn't support counting tokens.");
        try (Claude claude = claude()) {
            assertThatThrownBy(() ->
                            claude.messages().countTokens(c -> c.model(MODEL).addUserMessage("Hello")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("asked for as anthropic.claude-opus-5-5-v1:0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, BadRequestException, invalid_request_error",
        "403, AccessDeniedException, PermissionDeniedException, permission_error",
        "404, ResourceNotFoundException, NotFoundException, not_found_error",
        "408, ModelTimeoutException, ApiException, timeout_error",
        "424, ModelErrorException, ApiException, api_error",
        "429, ThrottlingException, RateLimitException, rate_limit_error",
        "429, ModelNotReadyException, RateLimitException, rate_limit_error",
        "500, InternalServerException, InternalServerException, api_error",
        "503, ServiceUnavailableException, InternalServerException, overloaded_error"
    })
    void errors_areThoseOfTheApi_withWhatAwsSays(int status, String name, String exception, String type) {
        fake.reply(FakeResponse.of(status, "application/json", "{\"message\":\"it is so\"}")
                .header("x-amzn-errortype", name + ":http://internal.amazon.com/coral/")
                .header("request-id", "id-1"));
        try (Claude claude = options(backend()).maxRetries(0).build()) {
            assertThatThrownBy(() -> claude.messages().create(params(MODEL)))
                    .isInstanceOfSatisfying(ApiException.class, e -> {
                        assertThat(e.getClass().getSimpleName()).isEqualTo(exception);
                        assertThat(e.status()).isEqualTo(status);
                        assertThat(e.type()).contains(type);
                        assertThat(e.apiMessage()).contains(name + ": it is so");
                        assertThat(e.requestId()).contains("id-1");
                        assertThat(e.retryable()).isEqualTo(status == 408 || status >= 424);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Message\":\"User is not authorized\"}|User is not authorized",
                "{\"__type\":\"com.amazon.coral#AccessDeniedException\",\"message\":\"no\"}|AccessDeniedException: no",
                "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"as the API\"}}|as the API"
            })
    void errorsOfOtherForms_areRead(String body, String message) {
        fake.reply(FakeResponse.of(403, "application/json", body));
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(params(MODEL)))
                    .isInstanceOfSatisfying(
                            PermissionDeniedException.class,
                            e -> assertThat(e.apiMessage().orElseThrow()).contains(message));
        }
    }

    @Test
    void throttling_isRepeated_inTheHeadAndInTheFirstFrame() {
        fake.fail(429)
                .streamError("rate_limit_error", 0)
                .replyDefault()
                .streamError("overloaded_error", 0)
                .replyDefault()
                .reply("Hello!");
        try (Claude claude = options(backend()).maxRetries(3).build();
                MessageStream stream = claude.messages().stream(params(MODEL))) {
            assertThat(stream.message().text()).isEqualTo("Hello!");
        }
        assertThat(fake.requests()).hasSize(4);
    }

    private static FakeResponse error(int status, String name) {
        return FakeResponse.of(status, "application/json", "{\"message\":\"it is so\"}")
                .header("x-amzn-errortype", name);
    }

    @Test
    void modelThatIsNotReady_isAskedFiveTimesMore_unlessTheOptionsSayOtherwise() {
        for (int i = 0; i < 5; i++) {
            fake.reply(error(429, "ModelNotReadyException"));
        }
        fake.reply("Hello!");
        try (Claude claude = claude()) {
            assertThat(claude.messages().create(params(MODEL)).text()).isEqualTo("Hello!");
        }
        assertThat(fake.requests()).hasSize(6);

        fake.reply(error(429, "ModelNotReadyException")).reply(error(429, "ModelNotReadyException"));
        try (Claude claude = options(backend()).maxRetries(1).build()) {
            assertThatThrownBy(() -> claude.messages().create(params(MODEL))).isInstanceOf(RateLimitException.class);
        }
        assertThat(fake.requests()).hasSize(8);
    }

    @Test
    void otherThrottling_isAskedTwiceMore() {
        fake.reply(error(429, "ThrottlingException"))
                .reply(error(429, "ThrottlingException"))
                .reply(error(429, "ThrottlingException"));
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(params(MODEL))).isInstanceOf(RateLimitException.class);
        }
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void errorsInAStream_areTyped() {
        fake.streamError("rate_limit_error", 3)
                .reply("Hello!")
                .streamError("overloaded_error", 3)
                .reply("Hello!");
        try (Claude claude = options(backend()).maxRetries(0).build()) {
            assertThatThrownBy(() -> claude.messages().stream(params(MODEL)).message())
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("throttlingException");
            assertThatThrownBy(() -> claude.messages().stream(params(MODEL)).message())
                    .isInstanceOf(OverloadedException.class)
                    .hasMessageContaining("serviceUnavailableException");
        }
    }

    @Test
    void whatBedrockDoesNotHave_isRefusedBeforeItIsSent() {
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().batches().list())
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("aws.bedrock does not have it");
            assertThatThrownBy(() -> claude.messages()
                            .create(MessageCreateParams.of(
                                    params(MODEL).json().with("thread", JsonObject.of("type", "create")))))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("thread: expected none");
            assertThat(Operations.all().stream()
                            .filter(operation -> claude.backend().orElseThrow().supports(operation))
                            .map(Operation::name))
                    .containsExactlyInAnyOrder("messages.create", "messages.count_tokens");
        }
        assertThat(fake.requests()).isEmpty();
    }
}
