package io.github.claude4j.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCommandTest {
    private static final String BATCH = """
            {"id":"b1","type":"message_batch","processing_status":"in_progress","archived_at":null,
             "cancel_initiated_at":null,"created_at":"2026-11-20T12:00:00Z","ended_at":null,
             "expires_at":"2026-11-21T12:00:00Z","results_url":null,
             "request_counts":{"processing":3,"succeeded":0,"errored":0,"canceled":0,"expired":0}}""";

    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    private String submitted(String... lines) {
        Shell.Result result = shell.input(String.join("\n", lines)).run("batch", "submit", "-");
        assertThat(result.code()).isZero();
        return result.out().strip();
    }

    @Test
    void submit_linesOfEitherForm_becomeRequests() throws IOException {
        Path file = Files.writeString(folder.resolve("q.jsonl"), """
                \ufeff{"custom_id":"a","params":{"model":"claude-haiku-4-5","max_tokens":7,"messages":[{"role":"user","content":"Hi"}]}}

                {"custom_id":"b","prompt":"Grüße","temperature_of_next_year":1,"system":"Own."}
                {"messages":[{"role":"user","content":"x"}]}
                """);
        shell.fake.on("POST", "/v1/messages/batches", request -> FakeResponse.json(JsonObject.parse(BATCH)));
        Shell.Result result =
                shell.run("batch", "submit", file.toString(), "--max-tokens", "9", "--system", "Be brief.");

        assertThat(result.out()).isEqualTo("b1\n");
        JsonArray requests = shell.fake.lastRequest().json().array("requests");
        assertThat(requests).containsExactly(JsonObject.parse("""
                        {"custom_id":"a","params":{"model":"claude-haiku-4-5","max_tokens":7,
                         "messages":[{"role":"user","content":"Hi"}],"system":"Be brief."}}"""), JsonObject.parse("""
                        {"custom_id":"b","params":{"temperature_of_next_year":1,"system":"Own.",
                         "messages":[{"role":"user","content":"Grüße"}],"model":"claude-opus-5-5","max_tokens":9}}"""), JsonObject.parse("""
                        {"custom_id":"line-4","params":{"messages":[{"role":"user","content":"x"}],
                         "model":"claude-opus-5-5","max_tokens":9,"system":"Be brief."}}"""));
    }

    @Test
    void submit_forPeople_printsTheIdAloneAndTellsHowToGoOn() {
        Shell.Result result = shell.input("{\"prompt\":\"Hi\"}").run("batch", "submit", "-");
        assertThat(result.out()).matches("msgbatch_\\w+\n");
        assertThat(result.err())
                .contains("submitted 1 request; claude4j batch wait msgbatch_")
                .hasLineCount(1);
        assertThat(shell.input("{\"prompt\":\"Hi\"}")
                        .run("batch", "submit", "-", "--json")
                        .json()
                        .string("type"))
                .isEqualTo("message_batch");
    }

    @Test
    void submit_offline_recommendsNothingThatCannotWork() {
        Shell.Result result = shell.input("{\"prompt\":\"Hi\"}").run("batch", "submit", "-", "--offline");
        assertThat(result.err()).contains("forgets all when this command ends", "submitted 1 request\n");
        assertThat(result.err()).doesNotContain("batch wait");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{oops | line 2: ",
                "[1] | line 2: expected a JSON object, found an array",
                "{\"custom_id\":\"a\",\"prompt\":\"x\"} | line 2: custom_id: a is that of line 1 too",
                "{\"custom_id\":\"a b\",\"prompt\":\"x\"} | line 2: custom_id: expected up to 64 letters",
                "{\"custom_id\":5,\"prompt\":\"x\"} | line 2: custom_id: expected text, found a number",
                "{\"custom_id\":\"b\"} | line 2: expected params, messages or prompt",
                "{\"prompt\":\" \"} | line 2: prompt: expected text, found none",
                "{\"prompt\":\"x\",\"messages\":[]} | line 2: prompt and messages: expected one of them",
                "{\"params\":{},\"prompt\":\"x\"} | line 2: prompt: unknown beside custom_id and params",
                "{\"params\":[]} | line 2: params: expected an object, found an array",
                "{\"params\":{}} | line 2: messages: expected turns, found none",
                "{\"prompt\":\"x\",\"stream\":true} | line 2: stream: a batch cannot stream",
            })
    void submit_wrongLine_isNamedAndNothingIsSent(String line, String expected) {
        Shell.Result result =
                shell.input("{\"custom_id\":\"a\",\"prompt\":\"x\"}\n" + line).run("batch", "submit", "-");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("claude4j: standard input, ")
                .contains(expected)
                .hasLineCount(1);
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void submit_notUtf8_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin1.jsonl"), new byte[] {'{', '"', (byte) 0xe4, '"', '}'});
        Shell.Result result = shell.run("batch", "submit", file.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("latin1.jsonl: expected text in UTF-8")
                .hasLineCount(1);
    }

    /** The states that the batch b1 is in, one a look at it; the last stays. */
    private final Queue<String> left = new ConcurrentLinkedQueue<>();

    private void batchIs(String... states) {
        boolean first = left.isEmpty();
        left.clear();
        left.addAll(List.of(states));
        if (first) {
            answerWithStates();
        }
    }

    private void answerWithStates() {
        shell.fake.on("GET", "/v1/messages/batches/b1", request -> {
            String state = left.size() > 1 ? left.remove() : left.element();
            if (state.startsWith("!")) {
                return FakeResponse.error(Integer.parseInt(state.substring(1)));
            }
            String[] parts = state.split(" ");
            JsonObject batch = JsonObject.parse(BATCH);
            JsonObject counts = batch.object("request_counts")
                    .with("processing", 3 - Long.parseLong(parts[1]))
                    .with("succeeded", Long.parseLong(parts[1]));
            return FakeResponse.json(batch.with("processing_status", parts[0])
                    .with("request_counts", counts)
                    .with("ended_at", parts[0].equals("ended") ? "2026-11-20T13:01:00Z" : null));
        });
    }

    @Test
    void wait_untilItEnds_tellsEachChangeOnceWhenNobodyWatches() {
        batchIs("in_progress 2", "in_progress 2", "ended 3");
        Shell.Result result = shell.run("batch", "wait", "b1");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("""
                claude4j: b1 in progress: 2 of 3 requests done (1 processing, 2 succeeded)
                """);
        assertThat(result.out()).contains("state     ended\n", "counts    3 succeeded\n", "took      1 h 1 min\n");
    }

    @Test
    void wait_watched_writesOneLineOver() {
        batchIs("in_progress 1", "ended 3");
        Shell.Result result = shell.watched(40).run("batch", "wait", "b1", "--json");
        assertThat(result.err()).isEqualTo("\r\033[Kb1 in progress: 1 of 3 requests done (…\r\033[K");
        assertThat(result.json().string("processing_status")).isEqualTo("ended");
    }

    @Test
    void wait_failureThatStays_endsIt() {
        batchIs("!404");
        Shell.Result result = shell.run("batch", "wait", "b1");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("claude4j: 404 not_found_error").hasLineCount(1);
    }

    @Test
    void results_ofAllKinds_areReadable() {
        String id = submitted(
                "{\"custom_id\":\"a\",\"prompt\":\"Hi\"}", "{\"custom_id\":\"b\",\"prompt\":\"Hi\",\"max_tokens\":-1}");
        Shell.Result result = shell.run("batch", "results", id);
        assertThat(result.out())
                .startsWith("== a\nYou asked: “Hi”")
                .contains("\n\n== b (errored)\ninvalid_request_error: ");
        assertThat(result.err()).isEqualTo("claude4j: 2 results: 1 succeeded, 1 errored\n");

        Shell.Result json = shell.run("batch", "results", id, "--json");
        assertThat(json.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"custom_id\":"));
    }

    @Test
    void results_intoAFile_isWholeOrNotThereAndReplacesNone() throws IOException {
        String id = submitted("{\"custom_id\":\"a\",\"prompt\":\"Hi\"}");
        Path file = folder.resolve("out.jsonl");
        assertThat(shell.run("batch", "results", id, "--output", file.toString()))
                .extracting(Shell.Result::code, Shell.Result::out)
                .containsExactly(0, "");
        assertThat(file).content().startsWith("{\"custom_id\":\"a\"").endsWith("}\n");

        assertThat(shell.run("batch", "results", id, "--output", file.toString())
                        .err())
                .contains("--force replaces it");
        Files.delete(file);
        shell.fake.on(
                "GET",
                "/v1/messages/batches/" + id + "/results",
                request -> FakeResponse.of(
                        200, "application/x-jsonl", "{\"custom_id\":\"a\",\"result\":{\"type\":\"expired\"}}\n{oops"));
        Shell.Result cut = shell.run("batch", "results", id, "--output", file.toString());
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.err()).contains("line 2").hasLineCount(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void results_beforeTheEnd_tellsHowFarItIs() {
        batchIs("in_progress 1");
        Shell.Result result = shell.run("batch", "results", "b1");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("claude4j: b1 in progress: 1 of 3 requests done (2 processing, 1 succeeded);"
                        + " claude4j batch wait b1 waits for the rest\n");
    }

    @Test
    void cancelListShowAndDelete_work() {
        String id = submitted("{\"prompt\":\"Hi\"}");
        assertThat(shell.run("batch", "cancel", id).out()).contains("state     canceling\n");
        assertThat(shell.run("batch", "show", id).out()).contains("counts    1 canceled\n");
        assertThat(shell.run("batch", "list").lines())
                .hasSize(2)
                .last()
                .asString()
                .matches(id + " +ended +1 +1 .*1 canceled");
        assertThat(shell.run("batch", "list", "--json").json().string("id")).isEqualTo(id);
        assertThat(shell.run("batch", "delete", id).err()).isEqualTo("claude4j: deleted " + id + "\n");
        assertThat(shell.run("batch", "list").err()).isEqualTo("claude4j: no batches\n");
    }
}
