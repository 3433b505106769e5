package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs of any language tell a fake over HTTP. */
class ControlTest {
    private final FakeClaude fake = FakeClaude.start(o -> o.control(true).allowOrigin("http://app.test:3000"));
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    private JsonObject told(String method, String path, String body) {
        HttpResponse<String> response = http.send(method, "/_fake/" + path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": \"a\"} | 1",
                "[{\"text\": \"a\"}, {\"error\": 529}] | 2",
                "{\"text\": \"a\"} {\"error\": 529} | 2",
                "[] | 0"
            })
    void script_takesStepsInAnyForm(String steps, long added) {
        assertThat(told("POST", "script", steps.replace("} {", "}\n{")).longValue("added"))
                .isEqualTo(added);
        assertThat(told("GET", "script", "").array("unused").size()).isEqualTo((int) added);
    }

    @Test
    void script_isAnswered() {
        told("POST", "script", "{\"text\": \"Hi there\"}\n{\"error\": 529}");

        assertThat(Http.text(http.message(Http.HELLO))).isEqualTo("Hi there");
        assertThat(http.ask(Http.HELLO).statusCode()).isEqualTo(529);
        assertThat(told("GET", "script", "").array("unused").isEmpty()).isTrue();
    }

    @Test
    void wrongStep_addsNothingAndSaysWhy() {
        HttpResponse<String> response = http.send("POST", "/_fake/script", "[{\"text\": \"a\"}, {\"txt\": 1}]");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).startsWith("step 2: txt: there is no such member");
        assertThat(told("GET", "script", "").array("unused").isEmpty()).isTrue();
    }

    @Test
    void requests_areToldAsTheyCame() {
        http.message(Http.HELLO);
        http.get("/v1/models?limit=2");
        http.send("POST", "/v1/messages", "oops");

        JsonArray all = told("GET", "requests", "").array("data");
        assertThat(all.objects())
                .extracting(request -> request.get("operation"))
                .containsExactly("messages.create", "models.list", "messages.create");
        JsonObject message = all.object(0);
        assertThat(message.object("body")).isEqualTo(Http.HELLO);
        assertThat(message.object("headers").array("x-api-key").strings()).containsExactly("sk-ant-fake");
        assertThat(all.object(1).object("query").array("limit").strings()).containsExactly("2");
        assertThat(all.object(1).get("body")).isNull();
        assertThat(all.object(2).get("body")).isEqualTo("oops");
        assertThat(told("GET", "requests?operation=models.list", "")
                        .array("data")
                        .size())
                .isEqualTo(1);
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void form_isToldByItsParts() {
        Http uploads = http.with("content-type", "multipart/form-data; boundary=b");
        uploads.send("POST", "/v1/files", """
                --b\r
                Content-Disposition: form-data; name="expires_in_seconds"\r
                \r
                7200\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="a.txt"\r
                Content-Type: text/plain\r
                \r
                abc\r
                --b--\r
                """);

        JsonArray parts = told("GET", "requests", "").array("data").object(0).array("body");
        assertThat(parts.toJson())
                .isEqualTo("[{\"name\":\"expires_in_seconds\",\"text\":\"7200\"},"
                        + "{\"name\":\"file\",\"filename\":\"a.txt\",\"content_type\":\"text/plain\",\"size\":3}]");
    }

    @Test
    void advance_letsTimePass() {
        assertThat(told("POST", "advance", "{\"seconds\": 3600}").string("now")).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(JsonObject.parse(http.send("POST", "/_fake/advance", "{\"seconds\": -1}")
                                .body())
                        .object("error")
                        .string("message"))
                .isEqualTo("seconds: expected a number of seconds, 0 or more, found -1");
    }

    @Test
    void clear_forgetsEverything() {
        String file = fake.addFile("a.txt", "text/plain", new byte[1]);
        http.get("/v1/files/" + file);
        told("POST", "script", "{\"text\": \"a\"}");
        told("POST", "advance", "{\"seconds\": 3600}");

        assertThat(told("POST", "clear", "").string("now")).isEqualTo("2026-11-20T12:00:00Z");

        assertThat(told("GET", "script", "").array("unused").isEmpty()).isTrue();
        assertThat(told("GET", "requests", "").array("data").isEmpty()).isTrue();
        assertThat(http.get("/v1/files/" + file).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests?operation=messages.creat | 400 | operation: expected one of the API, found messages.creat",
                "requests?op=messages.create | 400 | op: there is no such parameter; there is operation",
                "clear | 405 | GET /_fake/clear: GET /_fake tells what there is",
                "clear/it | 404 | GET /_fake/clear/it: GET /_fake tells what there is"
            })
    void whatIsNoQuestion_isRefused(String path, int status, String reason) {
        HttpResponse<String> response = http.get("/_fake/" + path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Http.error(response)).contains(reason);
    }

    @Test
    void faultThatCouldNotComeAbout_isUnused() {
        told("POST", "script", "{\"text\": \"a\", \"end_after\": 100}\n{\"text\": \"a\", \"pings\": 3}");
        http.send("POST", "/v1/messages", Http.HELLO.with("stream", true).toJson());
        http.message(Http.HELLO);

        assertThat(told("GET", "script", "").array("unused").strings())
                .containsExactly(
                        "a fault after 100 events, in an answer of 7: an answer to POST /v1/messages, with faults",
                        "a fault of events, in an answer that was no stream: an answer to POST /v1/messages, with faults");
        assertThatThrownBy(fake::assertUsed).hasMessageContaining("a fault after 100 events");
    }

    @Test
    void root_tellsWhatThereIs() {
        assertThat(http.get("/_fake").body()).contains("POST /_fake/script");
        assertThat(Http.error(http.get("/_fake/nothing"))).contains("GET /_fake tells what there is");
    }

    /** A page from elsewhere does not get as far as this; one from this machine does, and is not to be trusted either. */
    @ParameterizedTest
    @CsvSource({"http://app.test:3000, 200", "http://localhost:5000, 403", "http://elsewhere.test, 403", "null, 403"})
    void webPages_mustHaveBeenNamed(String origin, int status) {
        Http page = http.with("origin", origin);
        assertThat(page.get("/_fake/requests").statusCode()).isEqualTo(status);
        assertThat(page.send("OPTIONS", "/_fake/script", "").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET requests", "POST script", "POST clear", "POST advance", "GET "})
    void withoutControl_nothingIsThere(String call) {
        try (FakeClaude closed = FakeClaude.start()) {
            String[] parts = call.split(" ", 2);
            HttpResponse<String> response = new Http(closed).send(parts[0], "/_fake/" + parts[1], "{}");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Http.error(response)).contains("claude4j serve --control");
        }
    }
}
