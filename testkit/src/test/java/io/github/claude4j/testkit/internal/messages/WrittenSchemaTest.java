package io.github.claude4j.testkit.internal.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenSchemaTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void amongOtherBlocks_isFoundWhereverItStands() {
        String schema =
                "{\"type\": \"object\", \"properties\": {\"age\": {\"type\": \"integer\"}}, \"required\": [\"age\"]}";
        for (String text : List.of(
                "As JSON: ````json\n" + schema + "\n```",
                "```" + schema + "```JSON",
                "```java\nint a;\n```\n``` {oops} ``` ```json" + schema + "``` as JSON",
                "JSON ```{\"a\": \"```\"}``` ```\t" + schema + " \n```")) {
            assertThat(Http.text(http.message(Http.message(text)))).as(text).startsWith("{\"age\":");
        }
        for (String text : List.of("```json " + schema + "```", "```{JSON}``` {", "As JSON: ```" + schema)) {
            assertThat(Http.text(http.message(Http.message(text)))).as(text).contains("FakeClaude");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```{",
                "```json{ ",
                "```{}```",
                "```{\"a\": oops}```",
                "```{\"type\":\"object\"}```",
                "` ",
                "```"
            })
    @Timeout(30)
    void manyBlocks_takeNoLongerThanTheirLength(String block) {
        String many = block.repeat(800_000 / block.length());
        for (String text : List.of(many, "JSON " + many, many + "}``` JSON", many + " ".repeat(400_000) + "JSON")) {
            assertThat(Http.text(http.message(Http.message(text)))).contains("FakeClaude");
        }
    }
}
