package io.github.claude4j.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchErroredResult;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.batches.MessageBatchResult;
import io.github.claude4j.batches.MessageBatchSucceededResult;
import io.github.claude4j.cli.terminal.Progress;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the results of a batch as they come, and counts them. */
final class BatchResults {
    private final Terminal terminal;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    BatchResults(Terminal terminal) {
        this.terminal = terminal;
    }

    /** For programs: a line each, as the API gives it. */
    void json(JsonLines<MessageBatchIndividualResponse> results) {
        for (MessageBatchIndividualResponse line : results) {
            count(line);
            terminal.out().jsonLine(line.json());
        }
    }

    /** The same into a file. */
    void write(JsonLines<MessageBatchIndividualResponse> results, OutputStream out, Progress progress)
            throws IOException {
        long written = 0;
        for (MessageBatchIndividualResponse line : results) {
            count(line);
            out.write((Json.write(line.json()) + "\n").getBytes(UTF_8));
            progress.show(Wording.count(++written, "result"));
        }
    }

    /** For people: the id, and below it the text, or why there is none. */
    void text(JsonLines<MessageBatchIndividualResponse> results) {
        boolean first = true;
        for (MessageBatchIndividualResponse line : results) {
            count(line);
            String heading = line.result() instanceof MessageBatchSucceededResult
                    ? line.customId()
                    : line.customId() + " (" + kind(line) + ")";
            if (!first) {
                terminal.out().line("");
            }
            terminal.out().line("== " + heading);
            String said = said(line.result());
            if (!said.isEmpty()) {
                terminal.answer(said + "\n");
            }
            first = false;
        }
    }

    private static String said(MessageBatchResult result) {
        if (result instanceof MessageBatchSucceededResult succeeded) {
            return succeeded.message().text().stripTrailing();
        }
        if (result instanceof MessageBatchErroredResult errored) {
            JsonObject error = errored.json().optObject("error").orElse(JsonObject.of());
            JsonObject inner = error.optObject("error").orElse(error);
            return inner.optString("type").orElse("error") + ": "
                    + inner.optString("message").orElse("no reason given");
        }
        return "";
    }

    private void count(MessageBatchIndividualResponse line) {
        counts.merge(kind(line), 1L, Long::sum);
    }

    private static String kind(MessageBatchIndividualResponse line) {
        return line.json().object("result").optString("type").orElse("unknown");
    }

    /** How many there were of each kind. */
    String summary() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder summary = new StringBuilder(Wording.count(all, "result"));
        String gap = ": ";
        for (Map.Entry<String, Long> kind : counts.entrySet()) {
            summary.append(gap).append(kind.getValue()).append(' ').append(kind.getKey());
            gap = ", ";
        }
        return summary.toString();
    }
}
