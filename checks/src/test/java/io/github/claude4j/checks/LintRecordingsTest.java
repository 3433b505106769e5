package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.Finding;
import io.github.claude4j.lint.Lint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the API took, nobody may refuse: requests for messages from recordings of other projects, one exchange a line with
 * {@code path}, {@code request_body} and {@code status}. Where there are none, this is skipped.
 */
class LintRecordingsTest {
    private static final Path RECORDINGS = Path.of("..", "..", "shared", "recordings", "messages.jsonl");

    @Test
    void requestsThatTheApiTook_areNotRefused() throws IOException {
        assumeTrue(Files.isRegularFile(RECORDINGS), () -> "no recordings at " + RECORDINGS.toAbsolutePath());
        List<String> refused = new ArrayList<>();
        int taken = 0;
        for (String line : Files.readAllLines(RECORDINGS)) {
            JsonObject exchange = JsonObject.parse(line);
            if (exchange.longValue("status") == 200) {
                for (JsonObject request : requests(exchange)) {
                    taken++;
                    for (Finding finding : Lint.of(request)) {
                        if (finding.isRefused()) {
                            refused.add(exchange.get("source") + ": " + finding);
                        }
                    }
                }
            }
        }

        assertThat(taken).isGreaterThan(40);
        assertThat(refused).isEmpty();
    }

    private static List<JsonObject> requests(JsonObject exchange) {
        List<JsonObject> requests = new ArrayList<>();
        JsonObject body = exchange.get("request_body") instanceof JsonObject json ? json : JsonObject.of();
        String path = exchange.string("path");
        if (path.equals("/v1/messages") || path.equals("/v1/messages/count_tokens")) {
            requests.add(body);
        } else if (path.equals("/v1/messages/batches")) {
            body.optArray("requests")
                    .ifPresent(all -> all.objects().forEach(each -> requests.add(each.object("params"))));
        }
        return requests;
    }
}
