package io.github.claude4j.cli;

import io.github.claude4j.ApiException;
import io.github.claude4j.Claude;
import io.github.claude4j.ClaudeException;
import io.github.claude4j.ConnectionException;
import io.github.claude4j.batches.MessageBatch;

/** Waits until a batch has ended. It changes nothing, so it can be stopped and begun again at any time. */
final class BatchWait {
    private static final long FIRST_PAUSE = 2;
    private static final long LONGEST_PAUSE = 30;
    private static final int FAILURES_BORNE = 10;

    private final Terminal terminal;
    private final Claude claude;

    BatchWait(Terminal terminal, Claude claude) {
        this.terminal = terminal;
        this.claude = claude;
    }

    /** The batch as it is at its end. */
    MessageBatch await(String id) throws InterruptedException {
        MessageBatch batch = claude.messages().batches().retrieve(id);
        int failures = 0;
        try (Progress progress = new Progress(terminal)) {
            tell(progress, batch);
            for (long pause = FIRST_PAUSE; !BatchState.ended(batch); pause = Math.min(pause * 3 / 2, LONGEST_PAUSE)) {
                terminal.screen().pause(pause);
                try {
                    batch = claude.messages().batches().retrieve(id);
                    failures = 0;
                    tell(progress, batch);
                } catch (ConnectionException | ApiException e) {
                    if (!passes(e) || ++failures > FAILURES_BORNE) {
                        throw e;
                    }
                    progress.tell(id + ": will ask again (" + e.getMessage() + ")");
                }
            }
        }
        return batch;
    }

    private static void tell(Progress progress, MessageBatch batch) {
        if (!BatchState.ended(batch)) {
            progress.tell(BatchState.progress(batch));
        }
    }

    /** Whether it may be well again later: a batch goes on while the network here does not. */
    private static boolean passes(ClaudeException failure) {
        return !(failure instanceof ApiException api) || api.retryable();
    }
}
