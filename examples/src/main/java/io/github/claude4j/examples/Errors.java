package io.github.claude4j.examples;

import io.github.claude4j.ApiException;
import io.github.claude4j.Claude;
import io.github.claude4j.ConnectionException;
import io.github.claude4j.NotFoundException;
import io.github.claude4j.messages.Model;
import java.time.Duration;

/** Sets limits and tells failures apart. */
public final class Errors {
    private Errors() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Claude hasty =
                    claude.with(o -> o.totalTimeout(Duration.ofSeconds(30)).maxRetries(1));
            hasty.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5 + "-typo")
                            .maxTokens(100)
                            .addUserMessage("Hello?"));
        } catch (NotFoundException e) {
            System.out.println("no such model (request " + e.requestId().orElse("?") + ")");
        } catch (ApiException e) {
            System.out.println(e.status() + (e.retryable() ? ", later perhaps" : ", never"));
        } catch (ConnectionException e) {
            System.out.println("no answer: " + e.getMessage());
        }
    }
}
