package io.github.claude4j.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.CacheTtl;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Tool;
import io.github.claude4j.types.Description;
import io.github.claude4j.types.MisfitException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tools with code: how they are made, what they take and what they give. */
class ToolFunctionTest {
    record Weather(@Description("a city") String city, Optional<Integer> days) {}

    record Report(int degrees, boolean rain) {}

    enum Unit {
        CELSIUS
    }

    private static Object run(ToolFunction function, String input) throws Exception {
        JsonObject json = JsonObject.parse(input.replace('\'', '"'));
        return function.bind(json).run(ToolCall.of(function.name(), json));
    }

    @Test
    void aRecord_isTheSchemaAndTheInput() throws Exception {
        ToolFunction weather =
                Tools.function("get_weather", "The weather.", Weather.class, in -> in.city() + in.days());

        Tool definition = (Tool) weather.definition();
        assertThat(definition.inputSchema().json().object("properties").names()).containsExactly("city", "days");
        assertThat(run(weather, "{'city':'Paris'}")).isEqualTo("ParisOptional.empty");
        assertThatThrownBy(() -> run(weather, "{'town':'Paris'}"))
                .isInstanceOf(MisfitException.class)
                .hasMessageContaining("town");
    }

    @Test
    void options_areTheDefinitions() {
        ToolFunction weather = Tools.function("get_weather", "The weather.", Weather.class, in -> "");

        JsonObject strict = weather.strict()
                .cached(CacheTtl.TTL_1H)
                .deferLoading()
                .definition()
                .json();

        assertThat(strict.get("strict")).isEqualTo(true);
        assertThat(strict.object("cache_control").get("ttl")).isEqualTo("1h");
        assertThat(strict.get("defer_loading")).isEqualTo(true);
        assertThat(weather.definition().json().has("strict")).isFalse();
        assertThat(weather.readOnly().isRepeatable()).isTrue();
        assertThat(weather.repeatable().isReadOnly()).isFalse();
        assertThatThrownBy(() -> weather.timeout(Duration.ZERO)).hasMessageContaining("timeout: expected more than 0");
        assertThatThrownBy(() -> Tools.function(Tools.bash(), (in, call) -> "").strict())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("strict");
    }

    @Test
    void tools_ofTheApi_takeCode_andToolsetsMembers() throws Exception {
        ToolFunction bash = Tools.function(Tools.bash(), (in, call) -> "ran " + in.get("command"));
        ToolFunction computer =
                Tools.toolset(Tools.computer(), Tools.member("screenshot", (in, call) -> Content.text("pixels")));

        assertThat(bash.name()).isEqualTo("bash");
        assertThat(run(bash, "{'command':'ls'}")).isEqualTo("ran ls");
        assertThat(computer.name()).isEqualTo("computer");
        assertThat(computer.member("screenshot")).isPresent();
        assertThat(computer.member("click")).isEmpty();
        assertThatThrownBy(() -> Tools.function(Tools.computer(), (in, call) -> ""))
                .hasMessageContaining("toolset");
        assertThatThrownBy(() -> Tools.toolset(Tools.bash())).hasMessageContaining("expected a toolset");
    }

    @Test
    void outputs_areWhateverCodeGives() {
        assertThat(ToolOutput.of(null).content()).isEqualTo("");
        assertThat(ToolOutput.of(3).content()).isEqualTo("3");
        assertThat(ToolOutput.of(Optional.of("x")).content()).isEqualTo("x");
        assertThat(ToolOutput.of(new Report(15, true)).content()).isEqualTo("{\"degrees\":15,\"rain\":true}");
        assertThat(ToolOutput.of(List.of(new Report(1, false))).content())
                .isEqualTo("[{\"degrees\":1,\"rain\":false}]");
        assertThat(ToolOutput.of(Map.of("a", Unit.CELSIUS)).content()).isEqualTo("{\"a\":\"CELSIUS\"}");
        assertThat(ToolOutput.of(Unit.CELSIUS).content()).isEqualTo("CELSIUS");
        assertThat(ToolOutput.of(JsonObject.of("a", 1)).content()).isEqualTo("{\"a\":1}");
        assertThat(ToolOutput.of(JsonArray.of(1, 2)).content()).isEqualTo("[1,2]");
        assertThat(ToolOutput.of(Content.text("t")).content())
                .isEqualTo(JsonArray.of(JsonObject.of("type", "text", "text", "t")));
        assertThat(ToolOutput.of(List.of(Content.text("t"), Content.text("u"))).content())
                .isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> ToolOutput.of(new Object())).isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void outputs_areCutByCharacters_neverInsideOne() {
        assertThat(ToolOutput.text("abcdef").atMost(3).content()).isEqualTo("abc\n[cut: the first 3 of 6 characters]");
        assertThat(ToolOutput.text("a\uD83D\uDE00").atMost(2).content())
                .isEqualTo("a\n[cut: the first 1 of 3 characters]");
        assertThat(ToolOutput.text("abc").atMost(3).content()).isEqualTo("abc");
        JsonArray blocks = (JsonArray) ToolOutput.blocks(Content.text("abc"), Content.text("def"))
                .atMost(4)
                .content();
        assertThat(blocks.object(1).string("text")).startsWith("d\n[cut");
    }

    /** Compiled without names of parameters, as most are: records then. */
    public static final class Services {
        @ToolMethod("The weather in a city now.")
        public Report weather(Weather in, ToolCall call) {
            return new Report(call.name().length(), in.city().isEmpty());
        }

        @ToolMethod(value = "Fails.", name = "fail", repeatable = true)
        String broken(Weather in) throws IOException {
            throw new IOException("disk");
        }

        @ToolMethod(value = "Says when.", readOnly = true)
        void nothing() {}
    }

    @Test
    void annotatedMethods_areTools_byName() throws Exception {
        List<ToolFunction> tools = Tools.functions(new Services());

        assertThat(tools).extracting(ToolFunction::name).containsExactly("fail", "nothing", "weather");
        assertThat(run(tools.get(2), "{'city':'Rome'}")).isEqualTo(new Report(7, false));
        assertThatThrownBy(() -> run(tools.get(0), "{'city':'Rome'}"))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        assertThat(run(tools.get(1), "{}")).isNull();
        assertThat(tools.get(0).isRepeatable()).isTrue();
        assertThat(tools.get(1).isReadOnly()).isTrue();
    }

    static final class Dated {
        @ToolMethod("Rings.")
        public void ring(java.util.Date when) {}
    }

    @Test
    void methods_thatCannotBeTools_areNamed() {
        assertThatThrownBy(() -> Tools.functions(new Dated()))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("Dated.ring(");
        assertThatThrownBy(() -> Tools.functions(Dated.class)).hasMessageEndingWith("give an object of that class");
    }

    static final class Nameless {
        @ToolMethod("Adds.")
        public int add(int a, int b) {
            return a + b;
        }
    }

    @Test
    void methods_whoseNamesAreNotThere_areRefusedWithWhatToDo() {
        boolean named = false;
        for (var method : Nameless.class.getDeclaredMethods()) {
            named |= method.getParameterCount() == 2 && method.getParameters()[0].isNamePresent();
        }
        if (!named) {
            assertThatThrownBy(() -> Tools.functions(new Nameless()))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("-parameters");
        }
        assertThatThrownBy(() -> Tools.functions("text")).hasMessageContaining("@ToolMethod");
    }
}
