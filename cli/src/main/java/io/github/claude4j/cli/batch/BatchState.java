package io.github.claude4j.cli.batch;

import io.github.claude4j.batches.MessageBatch;
import io.github.claude4j.batches.MessageBatchRequestCounts;
import io.github.claude4j.cli.terminal.Facts;
import io.github.claude4j.cli.terminal.Wording;
import java.time.Duration;

/** How far a batch is, in words. */
final class BatchState {
    private BatchState() {}

    /** The status alone, as a word. */
    static String status(MessageBatch batch) {
        return batch.processingStatus().value().replace('_', ' ');
    }

    static long done(MessageBatch batch) {
        return all(batch) - batch.requestCounts().processing();
    }

    static long all(MessageBatch batch) {
        MessageBatchRequestCounts counts = batch.requestCounts();
        return counts.processing() + counts.succeeded() + counts.errored() + counts.canceled() + counts.expired();
    }

    /** The counts that are not zero. */
    static String counts(MessageBatch batch) {
        MessageBatchRequestCounts counts = batch.requestCounts();
        String text = part(counts.processing(), "processing")
                + part(counts.succeeded(), "succeeded")
                + part(counts.errored(), "errored")
                + part(counts.canceled(), "canceled")
                + part(counts.expired(), "expired");
        return text.isEmpty() ? "no requests" : text.substring(", ".length());
    }

    private static String part(long count, String word) {
        return count == 0 ? "" : ", " + count + " " + word;
    }

    /** A line of progress. */
    static String progress(MessageBatch batch) {
        return batch.id() + " " + status(batch) + ": " + done(batch) + " of " + Wording.count(all(batch), "request")
                + " done (" + counts(batch) + ")";
    }

    /** How long it took; empty while it goes on. */
    static String duration(MessageBatch batch) {
        return batch.endedAt()
                .map(end -> Wording.duration(Duration.between(batch.createdAt(), end)))
                .orElse("");
    }

    static String facts(MessageBatch batch) {
        return new Facts()
                .add("id", batch.id())
                .add("state", status(batch))
                .add("requests", Long.toString(all(batch)))
                .add("counts", counts(batch))
                .add("created", Wording.time(batch.createdAt()))
                .add("ended", batch.endedAt().map(Wording::time).orElse(""))
                .add("took", duration(batch))
                .add("expires", batch.hasEnded() ? "" : Wording.time(batch.expiresAt()))
                .add("archived", batch.archivedAt().map(Wording::time).orElse(""))
                .text();
    }
}
