package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.RateLimitException;

/** Tells apart what can go wrong. */
public final class Errors {
    private Errors() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            claude.messages().create(m -> m.model("claude-typo").maxTokens(100).addUserMessage("Hello, Claude"));
        } catch (RateLimitException e) {
            System.out.println("rate limited (request " + e.requestId() + "); backing off");
        } catch (ApiException e) {
            System.out.println(e.status() + " " + e.type().orElse("?") + " " + e.headers());
        } catch (ConnectionException e) {
            System.out.println("no answer: " + e.getMessage());
        }
    }
}
