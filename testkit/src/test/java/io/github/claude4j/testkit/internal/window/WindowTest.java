package io.github.claude4j.testkit.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Page;
import io.github.claude4j.testkit.fixtures.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a window serves, asked for as its page asks. */
@Timeout(60)
class WindowTest {
    private static final String KEY = "sk-ant-my-secret-key";

    private final FakeClaude fake = FakeClaude.start(o -> o.window().control(true));
    private final Page page = new Page(fake.window());
    private final Http http = new Http(fake)
            .bare()
            .header("anthropic-version", "2026-10-21")
            .header("x-api-key", KEY)
            .unchecked();

    @AfterEach
    void close() {
        fake.close();
    }

    private static JsonObject value(HttpResponse<String> answer) {
        return JsonObject.parse(answer.body());
    }

    @Test
    void page_isServedWithAStrictPolicyAndNoCodeInItsText() {
        HttpResponse<String> index = page.get("");

        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(index.body()).doesNotContainPattern("<style|style=|\\son\\w+=|<script(?![^>]* src=)|//");
        assertThat(index.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "http"));
        Matcher files = Pattern.compile("(?:src|href)=\"([^\"#]+)\"").matcher(index.body());
        while (files.find()) {
            assertServed(files.group(1));
        }
        for (String script :
                List.of("main.js", "list.js", "details.js", "text.js", "dom.js", "timeline.js", "compare.js")) {
            assertThat(assertServed(script)).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write");
        }
    }

    private String assertServed(String file) {
        HttpResponse<String> answer = page.get(file);
        assertThat(answer.statusCode()).as(file).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("x-frame-options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        return answer.body();
    }

    @Test
    void firstLook_needsNoRequest() {
        JsonObject news = page.json("changes");

        assertThat(news.array("rows").isEmpty()).isTrue();
        assertThat(news.string("watched")).isEqualTo(fake.url().toString());
    }

    @Test
    void strangers_areRefused() throws IOException {
        String path = fake.window().getPath() + "changes";
        String own = "http://127.0.0.1:" + fake.window().getPort();

        assertThat(asked("GET", path, "evil.test")).startsWith("HTTP/1.1 403");
        assertThat(asked("GET", path, "127.0.0.1.evil.test")).startsWith("HTTP/1.1 403");
        assertThat(page.get("", "origin", "http://evil.test").statusCode()).isEqualTo(403);
        assertThat(page.get("", "origin", "http://localhost:3000").statusCode()).isEqualTo(403);
        assertThat(page.get("", "origin", "null").statusCode()).isEqualTo(403);
        assertThat(page.get("", "origin", own).statusCode()).isEqualTo(200);
        assertThat(page.get("/changes").statusCode()).isEqualTo(404);
        assertThat(page.get("/").statusCode()).isEqualTo(404);
        assertThat(asked("POST", path, "localhost")).startsWith("HTTP/1.1 405").contains("content-security-policy");
        assertThat(page.get("..%2fwindow.class").statusCode()).isEqualTo(404);
    }

    /** As a browser would ask that was led to this machine by another name. */
    private String asked(String method, String path, String host) throws IOException {
        try (Wire wire = new Wire(fake.window())) {
            wire.send(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .read(5_000);
            return wire.text();
        }
    }

    @Test
    void row_tellsTokensCostAndCacheAndControlIsNoTraffic() {
        JsonObject cached = Http.HELLO.with(
                "system",
                JsonArray.of(JsonObject.of(
                        "type", "text", "text", "Be brief.", "cache_control", JsonObject.of("type", "ephemeral"))));
        http.ask(cached);
        http.get("/_fake/requests");
        http.ask(cached);

        JsonObject row = page.ended(2);
        assertThat(page.rows()).hasSize(2);
        assertThat(row.string("operation")).isEqualTo("messages.create");
        assertThat(row.string("preview")).isEqualTo("Hello");
        assertThat(row.string("state")).isEqualTo("whole");
        assertThat(row.longValue("status")).isEqualTo(200);
        assertThat(row.longValue("cache_read")).isPositive();
        assertThat(row.longValue("input_tokens")).isGreaterThan(row.longValue("cache_read"));
        assertThat(Double.parseDouble(row.string("cost"))).isPositive();
        assertThat(row.string("cost_unknown")).isEmpty();
        assertThat(page.details(2).longValue("previous")).isEqualTo(1);
    }

    @Test
    void credentials_areMaskedByNameAndByValue() {
        fake.reply("I repeat: " + KEY + " and pk-of-the-gateway");
        JsonObject request = Http.message("My key is " + KEY)
                .with(
                        "mcp_servers",
                        JsonArray.of(JsonObject.of(
                                "type", "url",
                                "url", "https://mcp.example.com/",
                                "name", "mcp",
                                "authorization_token", "token-of-the-server")));
        http.with("anthropic-beta", "mcp-client-2025-11-20").ask(request);
        http.with("portkey-api-key", "pk-of-the-gateway")
                .with("cookie", "session=cookie-of-the-gateway")
                .ask(Http.message("My key is " + KEY));

        JsonObject details = page.details(2);
        String all = page.json("changes?since=0")
                + details.toJson()
                + page.part(1, "").body()
                + page.part(2, "").body();
        assertThat(all).contains("My key is ***", "I repeat: *** and ***", "mcp-client-2025-11-20");
        assertThat(all)
                .doesNotContain(KEY, "pk-of-the-gateway", "cookie-of-the-gateway", "token-of-the-server", "my-secret");
        assertThat(details.string("curl"))
                .contains("x-api-key: $ANTHROPIC_API_KEY")
                .doesNotContain("portkey");
    }

    @Test
    void hostileTexts_stayTexts() {
        String hostile = "<script>alert(1)</script> \u001b[31m \u202eexe.txt \u0000 \ud83d\ude00 ' \" `rm -rf`\n\r";
        fake.reply(hostile);
        http.ask(Http.message(hostile));

        HttpResponse<String> answer = page.get("exchange?id=" + page.ended(1).longValue("id"));
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        JsonObject details = value(answer).object("value");
        assertThat(Http.text(details.object("response").object("body"))).isEqualTo(hostile);
        assertThat(details.string("curl")).doesNotContain("\u001b", "\n").contains("'\\''");
        HttpResponse<String> part = page.part(1, "/response/body/content/0/text");
        assertThat(part.body()).isEqualTo(hostile);
        assertThat(part.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        HttpResponse<String> saved = page.get("part?id=1&at=/response&save=a%22%0d%0ab.json");
        assertThat(saved.headers().firstValue("content-disposition")).hasValue("attachment; filename=\"a___b.json\"");
    }

    @Test
    void longAnswer_isCutAndFetchedOnRequest() {
        String text = "0123456789".repeat(1_000_000);
        fake.reply(text);
        http.ask(Http.HELLO.with("max_tokens", 20_000));

        JsonObject exchange = page.exchange(1);
        JsonObject cuts = exchange.object("cuts");
        String at = "/response/body/content/0/text";
        assertThat(cuts.longValue(at)).isPositive();
        assertThat(exchange.toJson().length()).isLessThan(100_000);
        String whole = page.part(1, at).body();
        assertThat(whole).hasSize((int) cuts.longValue(at)).startsWith("0123456789");
        assertThat(page.part(1, "/nowhere/5").statusCode()).isEqualTo(404);
        assertThat(page.part(99, at).statusCode()).isEqualTo(404);
    }

    @Test
    void runningStream_isShownWhileItComesAndWhenTheClientLeaves() throws IOException {
        fake.stallAfter(5).reply("one two three four");
        try (Wire wire = Wire.stream(fake)) {
            page.row(1, row -> row.longValue("status") == 200);
            wire.read(300);

            JsonObject details = page.json("exchange?id=1").object("value");
            assertThat(details.object("row").string("state")).isEqualTo("open");
            assertThat(details.array("events").size()).isEqualTo(5);
            assertThat(details.object("response").object("message").string("role"))
                    .isEqualTo("assistant");
        }
        assertThat(page.ended(1).string("state")).isEqualTo("client_left");
    }

    @Test
    void streams_haveATimeLine() {
        fake.cutAfter(6).reply("one two three four");
        assertThatThrownBy(() -> http.ask(Http.HELLO.with("stream", true))).isNotNull();
        fake.streamError("overloaded_error", 3).reply("one");
        http.ask(Http.HELLO.with("stream", true));

        JsonObject cut = page.details(1);
        assertThat(cut.object("row").string("state")).isEqualTo("cut");
        assertThat(cut.object("row").object("error").string("message")).contains("ended before its message did");
        assertThat(cut.object("timeline").longValue("count")).isEqualTo(6);
        List<JsonObject> events = cut.array("events").objects();
        assertThat(events.get(0).object("data").string("type")).isEqualTo("message_start");
        assertThat(events.get(0).doubleValue("at"))
                .isPositive()
                .isLessThanOrEqualTo(events.get(5).doubleValue("at"));
        assertThat(page.json("events?id=1&from=4").array("value").size()).isEqualTo(2);
        assertThat(page.ended(2).object("error").string("type")).isEqualTo("overloaded_error");
        assertThat(page.details(2).object("timeline").array("marks").toJson()).contains("bad");
    }

    @Test
    void framesOfBedrock_areEventsToo() {
        try (FakeClaude bedrock =
                FakeClaude.start(o -> o.cloud(FakeCloud.BEDROCK).window())) {
            new Http(bedrock)
                    .bare()
                    .header("authorization", "Bearer any-key-of-bedrock")
                    .unchecked()
                    .post(
                            "/model/anthropic.claude-opus-5-5/invoke-with-response-stream",
                            Http.HELLO.without("model").with("anthropic_version", "bedrock-2023-05-31"));

            Page window = new Page(bedrock.window());
            JsonObject details = window.details(1);
            assertThat(details.object("timeline").longValue("count")).isGreaterThan(5);
            assertThat(details.array("events").object(0).object("data").string("type"))
                    .isEqualTo("message_start");
            assertThat(details.object("row").string("stop_reason")).isEqualTo("end_turn");
            assertThat(window.part(1, "").body()).doesNotContain("any-key-of-bedrock");
        }
    }

    @Test
    void errors_sayTheirReason() {
        http.ask(Http.HELLO.with("temperatur", 1));
        http.get("/v1/nowhere");
        fake.htmlError(502);
        http.ask(Http.HELLO);

        http.send("HEAD", "/v1/models", "");
        assertThat(page.ended(4).has("error")).isFalse();
        assertThat(page.ended(1).object("error").string("message")).contains("temperatur");
        assertThat(page.ended(2).object("error").string("type")).isEqualTo("not_found_error");
        assertThat(page.ended(3).object("error").string("message")).isEqualTo("expected JSON, found text/html");
        assertThat(page.details(3).object("response").string("text")).contains("<html>");
    }

    @Test
    void results_areFoundWhereTheyCame() {
        fake.replyToolUse("get_weather", JsonObject.of("city", "Paris"));
        JsonObject tool = JsonObject.of("name", "get_weather", "input_schema", JsonObject.of("type", "object"));
        JsonObject first = Http.message("Rain?").with("tools", JsonArray.of(tool));
        JsonObject use = http.message(first).array("content").object(0);
        http.ask(first.with(
                "messages",
                JsonArray.of(
                        first.array("messages").get(0),
                        JsonObject.of("role", "assistant", "content", JsonArray.of(use)),
                        JsonObject.of(
                                "role",
                                "user",
                                "content",
                                JsonArray.of(JsonObject.of(
                                        "type", "tool_result", "tool_use_id", use.string("id"), "content", "No."))))));
        page.ended(2);

        assertThat(page.ended(1).array("tools").strings()).containsExactly("get_weather");
        JsonObject result = page.details(1).object("results").object(use.string("id"));
        assertThat(result.string("content")).isEqualTo("No.");
        assertThat(result.longValue("exchange")).isEqualTo(2);
        assertThat(page.ended(2).string("preview")).isEqualTo("No.");
    }

    @Test
    void comparison_tellsWhereTheCacheEnds() {
        http.ask(Http.HELLO.with("system", "Today is 28 November."));
        http.ask(Http.HELLO.with("system", "Today is 29 November."));
        page.ended(2);

        JsonObject found = page.json("compare?first=1&second=2");
        assertThat(found.object("break").string("path")).startsWith("system");
        JsonObject row = found.array("rows").objects().stream()
                .filter(each -> each.booleanValue("first_difference"))
                .findFirst()
                .orElseThrow();
        assertThat(row.string("path")).isEqualTo("system");
        assertThat(row.object("first").string("differs")).isEqualTo("8");
        assertThat(row.object("second").string("differs")).isEqualTo("9");
        assertThat(page.get("compare?first=1&second=7").statusCode()).isEqualTo(404);
    }

    @Test
    void comparison_ofLongConversationsThatDiffer_takesTheirLength() {
        int turns = 100_000;
        http.ask(conversation(turns, "\"Hi\""));
        http.ask(conversation(turns, "[{\"type\":\"text\",\"text\":\"Hi\"}]"));
        page.ended(2);

        assertThat(page.json("compare?first=1&second=2").array("rows").objects())
                .filteredOn(row -> row.string("path").startsWith("messages["))
                .hasSize(3 * turns);
    }

    private static JsonObject conversation(int turns, String content) {
        String turn = "{\"role\":\"user\",\"content\":" + content + "}";
        return Http.HELLO.with("messages", JsonArray.of(Collections.nCopies(turns, JsonObject.parse(turn))));
    }

    @Test
    void preview_isWhatWasSaidLast_notAnInstructionBehindIt() {
        http.ask(Http.request(
                JsonObject.of("role", "user", "content", "Say   hello\nin one word"),
                JsonObject.of("role", "system", "content", "Agents that there are")));

        assertThat(page.ended(1).string("preview")).isEqualTo("Say hello in one word");
    }

    @Test
    void search_looksIntoRequestsAndAnswers() {
        fake.reply("The answer is a Platypus.");
        http.ask(Http.HELLO);
        http.ask(Http.message("Where does the \"Axolotl\" live?"));
        page.ended(2);

        assertThat(page.json("search?text=platypus").array("ids").toJson()).isEqualTo("[1]");
        assertThat(page.json("search?text=%22axolotl%22").array("ids").toJson()).isEqualTo("[2]");
        assertThat(page.json("search?text=" + KEY).array("ids").isEmpty()).isTrue();
    }

    @Test
    void windowEndsWithTheFake_andIsThereOnlyWhenAskedFor() {
        fake.close();
        assertThatThrownBy(() -> page.get("")).hasCauseInstanceOf(ConnectException.class);
        try (FakeClaude plain = FakeClaude.start()) {
            assertThatThrownBy(plain::window)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("window()");
        }
    }
}
