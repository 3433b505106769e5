package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.BatchCreateParams;
import io.github.claude4j.batches.BatchRequest;
import io.github.claude4j.batches.MessageBatch;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.batches.MessageBatchProcessingStatus;
import io.github.claude4j.batches.MessageBatchSucceededResult;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import java.util.List;

/** Asks many questions for half the price and reads the answers line by line. */
public final class Batches {
    private Batches() {}

    public static void main(String[] args) throws InterruptedException {
        try (Claude claude = Claude.fromEnv()) {
            BatchCreateParams.Builder requests = BatchCreateParams.builder();
            for (String word : List.of("happy", "sad")) {
                requests.addRequest(BatchRequest.of(
                        word,
                        MessageCreateParams.builder()
                                .model(Model.CLAUDE_HAIKU_5_5)
                                .maxTokens(100)
                                .addUserMessage("One other word for " + word + "?")
                                .build()));
            }
            MessageBatch batch = claude.messages().batches().create(requests.build());
            while (!batch.processingStatus().equals(MessageBatchProcessingStatus.ENDED)) {
                Thread.sleep(1000);
                batch = claude.messages().batches().retrieve(batch.id());
            }
            try (JsonLines<MessageBatchIndividualResponse> results =
                    claude.messages().batches().results(batch.id())) {
                for (MessageBatchIndividualResponse line : results) {
                    if (line.result() instanceof MessageBatchSucceededResult succeeded) {
                        System.out.println(
                                line.customId() + ": " + succeeded.message().text());
                    }
                }
            }
        }
    }
}
