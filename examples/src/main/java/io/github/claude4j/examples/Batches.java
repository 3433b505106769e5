package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatch;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.messages.Model;

/** Asks several things at half the price, for answers within a day. */
public final class Batches {
    private Batches() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            MessageBatch batch = claude.messages()
                    .batches()
                    .create(b -> b.addRequest(
                                    "my-first-request",
                                    m -> m.model(Model.CLAUDE_SONNET_5_5)
                                            .maxTokens(1024)
                                            .addUserMessage("Hello, world"))
                            .addRequest(
                                    "my-second-request",
                                    m -> m.model(Model.CLAUDE_SONNET_5_5)
                                            .maxTokens(1024)
                                            .addUserMessage("Hi again, friend")));
            MessageBatch now = claude.messages().batches().retrieve(batch.id());
            System.out.println(now.processingStatus() + ", " + now.hasEnded());
            claude.messages().batches().awaitEnd(batch.id());
            try (JsonLines<MessageBatchIndividualResponse> results =
                    claude.messages().batches().results(batch.id())) {
                for (MessageBatchIndividualResponse entry : results) {
                    entry.message().ifPresent(message -> System.out.println(entry.customId() + ": " + message.text()));
                }
            }
        }
    }
}
