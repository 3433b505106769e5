package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.from;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that are written down, as files hold them. */
class StepReaderTest {
    @TempDir
    Path folder;

    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    private void script(String text) throws IOException {
        fake.script(Files.writeString(folder.resolve("script.jsonl"), text.replace('\'', '"')));
    }

    @Test
    void lines_areUsedUpInOrder() throws IOException {
        script("""
                {'text': 'one'}

                {'tool_use': {'name': 't', 'input': {'a': 1}}}
                {'content': [{'type': 'thinking', 'thinking': 'hm'}, {'type': 'text', 'text': 'three'}]}
                {'message': {'content': [], 'stop_reason': 'refusal'}}
                {}
                """);

        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("one");
        assertThat(http.message(Http.HELLO).toJson()).contains("\"name\":\"t\",\"input\":{\"a\":1}");
        assertThat(http.message(Http.HELLO).array("content").size()).isEqualTo(2);
        assertThat(http.message(Http.HELLO).string("stop_reason")).isEqualTo("refusal");
        assertThat(Http.text(http.message(Http.HELLO))).contains("FakeClaude");
        fake.assertUsed();
    }

    @Test
    void errors_sayWhatTheyAreToldTo() throws IOException {
        script("""
                [{'error': 529},
                 {'error': {'status': 429, 'retry_after': 1.5}},
                 {'error': {'status': 400, 'type': 'invalid_request_error', 'message': 'No.'}},
                 {'html_error': 502},
                 {'response': {'status': 418, 'headers': {'x-tea': 'green'}, 'body': {'a': [1]}}}]
                """);

        HttpResponse<String> overloaded = http.ask(Http.HELLO);
        assertThat(overloaded.statusCode()).isEqualTo(529);
        assertThat(Http.error(overloaded)).isEqualTo("Overloaded");
        assertThat(http.ask(Http.HELLO).headers().firstValue("retry-after-ms")).contains("1500");
        assertThat(Http.error(http.ask(Http.HELLO))).isEqualTo("No.");
        HttpResponse<String> page = http.unchecked().ask(Http.HELLO);
        assertThat(page.body()).startsWith("<html>");
        HttpResponse<String> tea = http.ask(Http.HELLO);
        assertThat(tea).returns(418, from(HttpResponse::statusCode)).returns("{\"a\":[1]}", from(HttpResponse::body));
        assertThat(tea.headers().firstValue("x-tea")).contains("green");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cut_after': 2 | CLOSED | 2",
                "'end_after': 2 | STILL_OPEN | 2",
                "'reset_after': 2 | RESET | -1",
                "'half_event': 2 | CLOSED | 2",
                "'stall_after': 2 | STILL_OPEN | 2",
                "'stream_error': {'type': 'overloaded_error', 'after': 1} | STILL_OPEN | 2",
                "'pings': 3, 'cut_after': 4 | CLOSED | 4",
                "'stall': true | STILL_OPEN | 0",
                "'reset': true | RESET | 0",
            })
    void faults_endTheStream(String fault, Wire.Ending ending, int events) throws IOException {
        // So that nothing has to be loaded any more once the time counts.
        http.message(Http.HELLO);
        script("{'text': 'Hello', " + fault + "}");
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(300)).isEqualTo(ending);
            assertThat(wire.events().size())
                    .isEqualTo(events < 0 ? wire.events().size() : events);
        }
    }

    @Test
    void delaysAndShapes_reachTheStream() throws IOException {
        http.message(Http.HELLO);
        script(
                "{'text': 'Hello', 'slow_first_byte': 0.2, 'crlf': true, 'no_event_names': true, 'unknown_event': true}");
        long before = System.nanoTime();
        try (Wire wire = Wire.stream(fake)) {
            wire.read(500);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(200));
            assertThat(wire.text()).contains("\r\n\r\n").doesNotContain("event: ");
            assertThat(wire.events()).contains("event_of_tomorrow");
        }
    }

    @Test
    void conditions_chooseTheRequest() throws IOException {
        script("""
                {'when': {'text': 'weather'}, 'text': 'Rain.'}
                {'when': {'body': {'max_tokens': 7, 'metadata': {'user_id': 'u'}}}, 'text': 'Seven.'}
                {'when': {'path': '/v1/models'}, 'error': 500}
                {'when': {'method': 'DELETE', 'path': '/v1/files/'}, 'response': {'body': 'gone'}}
                {'text': 'Anything.'}
                """);

        assertThat(http.get("/v1/models").statusCode()).isEqualTo(500);
        assertThat(http.unchecked().send("DELETE", "/v1/files/f", "").body()).isEqualTo("gone");
        JsonObject seven = Http.HELLO.with("max_tokens", 7).with("metadata", JsonObject.of("user_id", "u"));
        assertThat(Http.text(http.message(seven))).isEqualTo("Seven.");
        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("Anything.");
        assertThat(Http.text(http.message(Http.message("How is the weather?")))).isEqualTo("Rain.");
        fake.assertUsed();
    }

    @Test
    void repeatedStep_staysAndComesLast() throws IOException {
        script("{'text': 'always', 'repeat': true}\n{'text': 'once'}");

        assertThat(List.of(answer(), answer(), answer())).containsExactly("once", "always", "always");
        fake.assertUsed();
    }

    private String answer() {
        return Http.text(http.message(Http.HELLO));
    }

    @Test
    void requestsOfBatches_meetConditionsToo() throws IOException {
        script("{'when': {'text': 'b'}, 'text': 'for b'}\n{'text': 'for a'}");
        JsonArray.Builder requests = JsonArray.builder();
        for (String id : List.of("a", "b")) {
            requests.add(JsonObject.of("custom_id", id, "params", Http.message(id)));
        }
        String batch = "/v1/messages/batches/"
                + JsonObject.parse(http.post("/v1/messages/batches", JsonObject.of("requests", requests.build()))
                                .body())
                        .string("id");
        http.get(batch);

        assertThat(http.get(batch + "/results").body().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("\"a\"", "for a"),
                        line -> assertThat(line).contains("\"b\"", "for b"));
    }

    @Test
    void stepsThatNobodyCameFor_areReported() throws IOException {
        script("{'when': {'text': 'weather'}, 'text': 'Rain.', 'cut_after': 1}");
        assertThatThrownBy(fake::assertUsed)
                .hasMessageContaining("an answer to POST /v1/messages that asks “weather”, with faults");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'txt': 'a'} | step 1: txt: there is no such member; there are text, content, message,",
                "{'text': 'a', 'error': 500} | step 1: expected one answer, found text and error",
                "{'text': 7} | step 1: text: expected a string, found 7",
                "[{'text': 'a'}, {'error': 200}] | step 2: error: expected a whole number, from 400 to 599, found 200",
                "{'error': {'type': 'a'}} | step 1: error.status: expected a whole number, from 400 to 599, found none",
                "{'error': {'status': 500, 'code': 1}} | step 1: error.code: there is no such member; there are status,",
                "{'text': 'a', 'cut_after': -1} | step 1: cut_after: expected a whole number, 0 or more, found -1",
                "{'cut_after': 1, 'reset_after': 2} | step 1: reset_after: expected one way to end, found another",
                "{'text': 'a', 'event_delay': '1s'} | step 1: event_delay: expected a number of seconds, 0 or more",
                "{'when': 'always'} | step 1: when: expected an object, found a string",
                "{'when': {'txt': 'a'}} | step 1: when.txt: there is no such member",
                "{'text': 'a', 'repeat': 1} | step 1: repeat: expected true or false, found 1",
                "{'content': ['a']} | step 1: content: expected an object, found a string",
                "'Hello' | step 1: expected an object, found a string",
                "{'text': 'a'} {'text' | line 1: ",
                "{'text': 'a'}/{'error': '529'} | line 3: error: expected a whole number, from 400 to 599, found a string",
                "{'when': {'method': 'FOO', 'path': '/v1/models'}} | step 1: when.method: expected one of GET, POST,",
                "{'when': {'path': 'v1/models'}} | step 1: when.path: expected one that begins with /, found v1/models",
                "{'error': 529, 'pings': 3} | step 1: error: expected no faults of events beside it",
                "{'text': 'a', 'huge_line': 2147483647} | step 1: huge_line: expected a whole number, from 0 to 268435456",
                "{'text': 'a', 'pings': 2147483647} | step 1: pings: expected a whole number, from 0 to 100000",
                "{'content': [{'type': 7}]} | step 1: content[0].type: expected a string, found 7",
                "{'content': [{'type': 'text'}]} | step 1: content[0].text: expected a string, found none",
                "{'message': {'content': [{'type': 'tool_use', 'name': 'a', 'input': 'x'}]}} |"
                        + " step 1: message.content[0].input: expected an object, found a string",
                "{'message': {'content': 'x'}} | step 1: message.content: expected a list of objects",
                "{'message': {'stop_reason': 5}} | step 1: message.stop_reason: expected a string, found 5",
                "{'message': {'usage': 'x'}} | step 1: message.usage: expected an object, found a string",
                "{'response': {'headers': {'a b': 'c'}}} | step 1: response.headers: expected the name of a header",
                "{'response': {'headers': {'a': 'c\\r\\nd: e'}}} | step 1: response.headers: a: expected the value of a header",
                "{'response': {'headers': {'Content-Length': '3'}}} | step 1: response.headers: Content-Length: expected",
            })
    void whatIsNoStep_isRefusedByName(String text, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script(text.replace("}/{", "}\n\n{")))
                .withMessageContaining(expected);
        assertThat(answer()).contains("FakeClaude");
    }

    @Test
    void emptyFile_isAMistake_andAByteOrderMarkIsNone() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> script(" \n"))
                .withMessageContaining("expected steps, a JSON object a line, found nothing");
        script("\ufeff{'text': 'a'}");
        assertThat(answer()).isEqualTo("a");
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> fake.script(folder.resolve("none.jsonl")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.jsonl");
    }
}
