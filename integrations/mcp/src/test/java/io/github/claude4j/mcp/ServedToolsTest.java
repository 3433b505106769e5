package io.github.claude4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that are served over HTTP come back as what they were. */
@Timeout(120)
class ServedToolsTest {
    @TempDir
    Path folder;

    record Place(String city) {}

    private static Object weather(Place place) {
        return switch (place.city()) {
            case "Rome" -> "sunny";
            case "Bonn" ->
                List.of(
                        Content.text("rain"),
                        Content.image(Base64.getDecoder().decode(Everything.PIXEL)),
                        Content.documentText("the report"));
            case "Oslo" -> CompletableFuture.completedFuture(JsonObject.of("sky", "dark"));
            case "Linz" -> throw new ToolException("no station there");
            case "Kyiv" -> ToolOutput.later("a person");
            default -> throw new IllegalStateException("secret of " + place.city());
        };
    }

    @Test
    void tools_serveAndComeBack() throws Exception {
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, ServedToolsTest::weather)
                .readOnly();
        try (HttpServers http = new HttpServers(folder, ServedTools.of(weather));
                Mcp server = Mcp.of(http.client())) {
            assertThat(server.prompts()).isEmpty();
            ToolFunction back = server.tools().get(0);

            assertThat(back.name()).isEqualTo("weather");
            assertThat(back.isReadOnly()).isTrue();
            assertThat(back.definition().json().object("input_schema"))
                    .isEqualTo(weather.definition().json().object("input_schema"));
            assertThat(run(back, "Rome").content()).isEqualTo("sunny");
            assertThat(Json.write(run(back, "Bonn").content()))
                    .contains("rain")
                    .contains(Everything.PIXEL)
                    .contains("the report");
            assertThat(run(back, "Oslo").content()).isEqualTo("{\"sky\":\"dark\"}");
            assertThat(run(back, "Linz").isError()).isTrue();
            assertThat(run(back, "Linz").content()).isEqualTo("no station there");
            assertThat(run(back, "Kyiv").content().toString()).contains("a person");
            assertThat(run(back, "Atlantis").isError()).isTrue();
            assertThat(run(back, "Atlantis").content().toString())
                    .startsWith("failed")
                    .doesNotContain("secret");
            assertThat(output(back, JsonObject.of("city", 7)).isError()).isTrue();
        }
    }

    private static ToolOutput run(ToolFunction tool, String city) throws Exception {
        return output(tool, JsonObject.of("city", city));
    }

    private static ToolOutput output(ToolFunction tool, JsonObject input) throws Exception {
        return ToolOutput.of(tool.bind(input).run(ToolCall.of(tool.name(), input)));
    }

    @Test
    void toolOfTheApi_isRefused() {
        ToolFunction bash = Tools.function(Tools.bash(), (input, call) -> "");

        assertThatThrownBy(() -> ServedTools.of(bash))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("bash");
    }
}
