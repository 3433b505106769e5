package io.github.claude4j.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.Claude;
import io.github.claude4j.batches.BatchRequest;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.messages.MessageCreateParams;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that looks at its requests before it sends them. */
class LintBeforeSendingTest {
    private static final String ANSWER = """
            {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": "end_turn",
             "usage": {"input_tokens": 1, "output_tokens": 1}, "input_tokens": 1}""";

    private final List<String> sent = new ArrayList<>();
    private final Claude claude = Claude.builder()
            .apiKey("key")
            .apiVersion("2023-06-01")
            .maxRetries(0)
            .transport((request, call) -> {
                sent.add(call.operation().name());
                return new Response(
                        200,
                        Headers.of("content-type", "application/json"),
                        new ByteArrayInputStream(ANSWER.getBytes(UTF_8)));
            })
            .build();

    @AfterEach
    void close() {
        claude.close();
    }

    private static MessageCreateParams.Builder params() {
        return MessageCreateParams.builder()
                .model("claude-opus-4-6")
                .maxTokens(100)
                .addUserMessage("Hi");
    }

    @Test
    void lint_whatTheApiRefuses_isNotSent() {
        MessageCreateParams wrong = params().temperature(2).toolChoiceAny().build();

        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> claude.with(o -> o.lint()).messages().create(wrong))
                .withMessage("temperature: expected at most 1, found 2.0: leave it out, or give what it allows;"
                        + " tool_choice: there are no tools to choose from: add tools, or leave it out");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> claude.with(o -> o.lint())
                        .messages()
                        .countTokens(params().toolChoiceAny().build()))
                .withMessageStartingWith("tool_choice: ");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> claude.with(o -> o.lint())
                        .messages()
                        .batches()
                        .create(b -> b.requests(
                                List.of(BatchRequest.of("1", params().build()), BatchRequest.of("2", wrong)))))
                .withMessageStartingWith("requests[1].params.temperature: ");
        assertThat(sent).isEmpty();

        claude.messages().create(wrong);
        assertThat(sent).containsExactly("messages.create");
    }

    @Test
    void lint_advices_areSentAndTold() {
        MessageCreateParams doubtful = MessageCreateParams.builder()
                .model("claude-sonnet-5")
                .maxTokens(9000)
                .addUserMessage("Hi")
                .thinkingEnabled(2000)
                .build();
        List<Finding> told = new ArrayList<>();

        claude.with(o -> o.lint()).messages().create(doubtful);
        claude.with(o -> o.lint(told::add)).messages().create(doubtful);
        claude.with(o -> o.lint(told::add)).models().list();

        assertThat(sent).containsExactly("messages.create", "messages.create", "models.list");
        assertThat(told).extracting(Finding::path).containsExactly("thinking");
    }

    @Test
    void lint_codeThatThrows_endsTheCall() {
        Claude strict = claude.with(o -> o.lint(finding -> {
            throw new IllegalStateException(finding.path());
        }));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> strict.messages().create(params().temperature(2).build()))
                .withMessage("temperature");
        assertThat(sent).isEmpty();
    }
}
