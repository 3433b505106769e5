package io.github.claude4j.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.claude4j.internal.KnownModels;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.ModelFacts.Feature;
import io.github.claude4j.messages.Effort;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.ToolUnion;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    private static final ToolUnion TOOL = Tools.custom("t", "x", JsonObject.of("type", "object"));

    /** Members of a request beside the usual ones, where something is found, and what the API says of it; nothing for an advice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "`max_tokens`:-1 | max_tokens | max_tokens: Input should be greater than or equal to 0",
                "`temperature`:1.5 | temperature | temperature: Input should be less than or equal to 1",
                "`temperature`:-0.5 | temperature | temperature: Input should be greater than or equal to 0",
                "`temperature`:0.5,`top_p`:1 | ~~ | ~~",
                "`thinking`:{`type`:`enabled`,`budget_tokens`:5} | thinking.budget_tokens |"
                        + " thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
                "`thinking`:{`type`:`enabled`,`budget_tokens`:2000} | max_tokens |"
                        + " ~`max_tokens` must be greater than `thinking.budget_tokens`.~",
                "`thinking`:{`type`:`adaptive`},`top_k`:5 | top_k |"
                        + " ~`top_k` must be unset when thinking is enabled or in adaptive mode.~",
                "`thinking`:{`type`:`adaptive`},`top_p`:0.9 | top_p | ~`top_p` must be greater than or equal to 0.95 or"
                        + " unset when thinking is enabled or in adaptive mode.~",
                "`thinking`:{`type`:`adaptive`},`top_p`:0.95 | ~~ | ~~",
                "`messages`:[] | messages | messages: at least one message is required",
                "`messages`:[],`thread`:{} | ~~ | ~~",
                "`messages`:[{`role`:`user`,`content`:[]}] | messages[0].content |"
                        + " messages.0: user messages must have non-empty content",
                "`messages`:[{`role`:`user`,`content`:` \\n`}] | messages[0].content |"
                        + " messages: text content blocks must contain non-whitespace text",
                "`messages`:[{`role`:`user`,`content`:[{`type`:`text`,`text`:`\\t`}]}] | messages[0].content[0].text |"
                        + " messages: text content blocks must contain non-whitespace text",
                "`messages`:[{`role`:`user`,`content`:[{`type`:`text`,`text`:``}]}] | messages[0].content[0].text |"
                        + " messages: text content blocks must be non-empty",
                "`messages`:[{`role`:`assistant`,`content`:[{`type`:`text`,`text`:` `}]},{`role`:`user`,`content`:`x`}] |"
                        + " messages[0].content[0].text | ~~",
                "`system`:[{`type`:`text`,`text`:` `}] | system[0].text |"
                        + " system: text content blocks must contain non-whitespace text",
                "`system`:`` | ~~ | ~~",
                "`stop_sequences`:[`END`,`\\n`] | stop_sequences[1] |"
                        + " stop_sequences: each stop sequence must contain non-whitespace",
                "`stop_sequences`:[``] | stop_sequences[0] | stop_sequences: each stop sequence must be non-empty",
                "`messages`:[{`role`:`assistant`,`content`:`So `}] | messages[0].content |"
                        + " messages: final assistant content cannot end with trailing whitespace",
                "`messages`:[{`role`:`assistant`,`content`:[{`type`:`text`,`text`:`So\\n`}]}] | messages[0].content |"
                        + " messages: final assistant content cannot end with trailing whitespace",
                "`messages`:[{`role`:`assistant`,`content`:`So `},{`role`:`user`,`content`:`x`}] | ~~ | ~~",
                "`tools`:[{`name`:`a b`,`input_schema`:{}}] | tools[0].name |"
                        + " tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
                "`tools`:[{`name`:`a`},{`name`:`a`}] | tools[1].name | tools: Tool names must be unique.",
                "`tool_choice`:{`type`:`auto`} | tool_choice |"
                        + " tool_choice may only be specified while providing tools.",
                "`tool_choice`:{`type`:`none`} | ~~ | ~~",
                "`tool_choice`:{`type`:`any`},`mcp_servers`:[{}] | ~~ | ~~",
                "`tools`:[{`name`:`a`}],`tool_choice`:{`type`:`tool`,`name`:`b`} | tool_choice.name |"
                        + " tool_choice: Tool 'b' not found in provided tools",
                "`tools`:[{`name`:`a`}],`tool_choice`:{`type`:`any`},`thinking`:{`type`:`adaptive`} | tool_choice | ~~",
                "`cache_control`:{},`tools`:[{`name`:`a`,`input_schema`:{`cache_control`:1},`cache_control`:{}}] | ~~ | ~~",
                "`tools`:[{`name`:`a`,`cache_control`:{`ttl`:`1h`}}],`system`:[{`type`:`text`,`text`:`x`,"
                        + "`cache_control`:{`type`:`ephemeral`}}] | ~~ | ~~",
                "`system`:[{`type`:`text`,`text`:`x`,`cache_control`:{`ttl`:`1h`}}],`tools`:[{`name`:`a`,"
                        + "`cache_control`:{`type`:`ephemeral`}}] | system[0].cache_control.ttl |"
                        + " ~system.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m'"
                        + " cache_control block. Note that blocks are processed in the following order: `tools`, `system`,"
                        + " `messages`.~"
            })
    void of_request_findsWhatTheApiSays(String members, String path, String apiMessage) {
        JsonObject.Builder request = JsonObject.builder()
                .put("model", "m")
                .put("max_tokens", 100)
                .put("messages", List.of(JsonObject.of("role", "user", "content", "Hi")));
        JsonObject.parse("{" + members.replace('`', '"') + "}").forEach(request::put);

        assertThat(Lint.of(request.build()))
                .extracting(Finding::path, Finding::apiMessage)
                .isEqualTo(path.isEmpty() ? List.of() : List.of(tuple(path, apiMessage)));
    }

    private static final String PNG = "iVBORw0KGgoAAAANSUhEUg==";

    /** The blocks of a turn, and what is found in them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:`" + PNG + "`}} | ~~ | ~~",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/jpeg`,`data`:`" + PNG + "`}} |"
                        + " messages[0].content[0].source.media_type | messages.0.content.0.image.source.base64: The image"
                        + " was specified using the image/jpeg media type, but the image appears to be a image/png image",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:`data:image/png;base64,"
                        + PNG
                        + "`}} | messages[0].content[0].source.data |"
                        + " messages.0.content.0.image.source.base64: invalid base64 data",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:`iVBO Rw0K`}} |"
                        + " messages[0].content[0].source.data |"
                        + " messages.0.content.0.image.source.base64: invalid base64 data",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:`iVBORw0KG`}} |"
                        + " messages[0].content[0].source.data |"
                        + " messages.0.content.0.image.source.base64: invalid base64 data",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:`iVBO\\nRw0KGgoAA\\r\\nAAN`}} |"
                        + " ~~ | ~~",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:`AAAA`}} |"
                        + " messages[0].content[0].source.data | ~~",
                "{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`image/png`,`data`:``}} |"
                        + " messages[0].content[0].source.data | ~~",
                "{`type`:`document`,`source`:{`type`:`base64`,`media_type`:`application/pdf`,`data`:`JVBERi0x`}} | ~~ | ~~",
                "{`type`:`document`,`source`:{`type`:`base64`,`media_type`:`application/pdf`,`data`:`" + PNG + "`}} |"
                        + " messages[0].content[0].source.data | ~~",
                "{`type`:`tool_result`,`tool_use_id`:`u`,`content`:[{`type`:`image`,`source`:{`type`:`base64`,"
                        + "`media_type`:`image/webp`,`data`:`" + PNG + "`}}]} |"
                        + " messages[0].content[0].content[0].source.media_type |"
                        + " messages.0.content.0.content.0.image.source.base64: The image was specified using the"
                        + " image/webp media type, but the image appears to be a image/png image",
                "{`type`:`document`,`source`:{},`citations`:{`enabled`:true}},{`type`:`document`,`source`:{}} |"
                        + " messages[0].content[1] | Citations must be enabled on all or none of the documents within a"
                        + " request.",
                "{`type`:`document`,`source`:{},`citations`:{`enabled`:true}},{`type`:`document`,`source`:{},"
                        + "`citations`:{`enabled`:true}} | ~~ | ~~"
            })
    void of_imagesAndDocuments_looksWhatTheyAre(String blocks, String path, String apiMessage) {
        JsonObject user = JsonObject.parse("{\"role\":\"user\",\"content\":[" + blocks.replace('`', '"') + "]}");
        JsonObject request = JsonObject.of("model", "m", "messages", List.of(user), "thread", JsonObject.of());

        assertThat(Lint.of(request))
                .extracting(Finding::path, Finding::apiMessage)
                .isEqualTo(path.isEmpty() ? List.of() : List.of(tuple(path, apiMessage)));
    }

    @Test
    void of_citationsInAnAnswerOfASchema_isRefused() {
        JsonObject document = JsonObject.of(
                "type", "document", "source", JsonObject.of(), "citations", JsonObject.of("enabled", true));
        JsonObject request = params("m")
                .outputSchema(JsonType.listOf(String.class))
                .build()
                .json()
                .with("messages", List.of(JsonObject.of("role", "user", "content", List.of(document))));

        assertThat(Lint.of(request))
                .extracting(Finding::toString)
                .containsExactly("messages[0].content[0].citations: the API does not cite in an answer that follows a"
                        + " schema: leave the citations out, or the schema");
    }

    private static List<String> afterUse(String result) {
        JsonArray turn = (JsonArray) Json.parse("""
                [{"type": "tool_use", "id": "a", "name": "t", "input": {}},
                 {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {}},
                 {"type": "tool_use", "id": "b", "name": "t", "input": {}}]""");
        JsonObject request = JsonObject.of(
                "model",
                "m",
                "messages",
                List.of(
                        JsonObject.of("role", "user", "content", "Hi"),
                        JsonObject.of("role", "assistant", "content", turn),
                        JsonObject.of("role", "user", "content", Json.parse(result))));
        return Lint.of(request).stream().map(Finding::toString).toList();
    }

    @Test
    void of_usesWithoutResults_areFound() {
        String a = "{\"type\":\"tool_result\",\"tool_use_id\":\"a\"}";
        String b = "{\"type\":\"tool_result\",\"tool_use_id\":\"b\"}";

        assertThat(afterUse("[" + b + "," + a + "]")).isEmpty();
        assertThat(afterUse("[" + a + "]"))
                .containsExactly("messages[2]: tools were used before whose results are not in the next turn: b: add a"
                        + " tool_result for each at the beginning of that turn");
        assertThat(afterUse("[" + a + "," + b + ",{\"type\":\"tool_result\",\"tool_use_id\":\"s\"}]"))
                .containsExactly("messages[2].content[2].tool_use_id: the API runs this tool itself and has given its"
                        + " result: leave the result out");
        assertThat(afterUse("[" + a + "," + b + ",{\"type\":\"tool_result\",\"tool_use_id\":\"c\"}]"))
                .containsExactly(
                        "messages[2].content[2].tool_use_id: no tool was used under this id in the turn before:"
                                + " leave the result out");
    }

    @Test
    void of_failuresThatSayNothing_areFound() {
        String b = "{\"type\":\"tool_result\",\"tool_use_id\":\"b\",\"content\":\"\"}";
        String a = "{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"is_error\":true%s}";

        assertThat(afterUse("[" + a.formatted(",\"content\":\"no\"") + "," + b + "]"))
                .isEmpty();
        for (String content : List.of("", ",\"content\":[]", ",\"content\":\"\"")) {
            assertThat(afterUse("[" + a.formatted(content) + "," + b + "]"))
                    .as(content)
                    .containsExactly("messages[2].content[0].content: a tool that failed has to say something, found"
                            + " nothing: say what went wrong");
        }
    }

    @Test
    void of_textOfTheAssistantAtTheEnd_isForOlderModels() {
        for (String model : List.of("claude-opus-4-6", "claude-sonnet-4-6", "claude-opus-5", "claude-sonnet-5")) {
            assertThat(Lint.of(params(model).addAssistantMessage("{").build()))
                    .as(model)
                    .extracting(Finding::path, Finding::apiMessage)
                    .containsExactly(tuple(
                            "messages[1]",
                            "This model does not support assistant message prefill. The conversation must end with a"
                                    + " user message."));
        }
        assertThat(Lint.of(params("claude-opus-5-5").addAssistantMessage("{").build()))
                .extracting(Finding::isRefused)
                .containsExactly(false);
        assertThat(paths(params("claude-haiku-4-5").addAssistantMessage("{"))).isEmpty();
        assertThat(paths(params("claude-haiku-4-5")
                        .addAssistantMessage("{")
                        .outputSchema(JsonType.listOf(String.class))))
                .containsExactly("messages[1]");
        // A model that takes none says so, whatever it ends with.
        assertThat(Lint.of(params("claude-opus-5").addAssistantMessage("{ ").build()))
                .extracting(Finding::path)
                .containsExactly("messages[1]");
        assertThat(Lint.of(params("claude-opus-5-5").addAssistantMessage("{ ").build()))
                .extracting(Finding::isRefused)
                .containsExactly(false, true);
        // A turn that was paused goes on.
        JsonObject paused =
                JsonObject.of("type", "server_tool_use", "id", "s", "name", "web_search", "input", JsonObject.of());
        assertThat(Lint.of(params("claude-opus-5")
                        .build()
                        .json()
                        .with(
                                "messages",
                                List.of(
                                        JsonObject.of("role", "user", "content", "Hi"),
                                        JsonObject.of("role", "assistant", "content", List.of(paused))))))
                .isEmpty();
    }

    @Test
    void of_anyFinding_saysWhatToDo() {
        JsonObject wrong = JsonObject.parse("""
                {"model": "claude-opus-4-6", "max_tokens": 200000, "temperature": 2, "top_k": -1,
                 "thinking": {"type": "enabled", "budget_tokens": 5}, "tool_choice": {"type": "any"},
                 "output_config": {"effort": "xhigh", "format": {"schema": {"type": "array", "minItems": 3, "maxItems": 4,
                   "items": {"type": "object", "properties": {"a": {"oneOf": [true]}}}}}},
                 "messages": [{"role": "user", "content": []}, {"role": "assistant", "content": " "}]}""");

        List<Finding> findings = Lint.of(wrong);
        assertThat(findings).hasSizeGreaterThan(14).allSatisfy(finding -> {
            assertThat(finding.path()).isNotBlank();
            assertThat(finding.reason()).isNotBlank();
            assertThat(finding.fix()).isNotBlank();
            assertThat(finding.isRefused()).isEqualTo(!finding.apiMessage().isEmpty());
        });
    }

    private static MessageCreateParams.Builder params(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("Hi");
    }

    private static List<String> paths(MessageCreateParams.Builder params) {
        return Lint.of(params.build()).stream().map(Finding::path).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`type`:`object`,`properties`:{},`additionalProperties`:false} | ~~",
                "{`type`:`object`,`properties`:{}} | additionalProperties",
                "{`type`:`object`,`additionalProperties`:{`type`:`string`}} | additionalProperties",
                "{`type`:`integer`,`minimum`:1} | minimum",
                "{`type`:`array`,`minItems`:1,`items`:{`type`:`string`,`maxLength`:3}} | items.maxLength",
                "{`type`:`array`,`minItems`:2,`items`:{`type`:`string`}} | minItems",
                "{`type`:`string`,`format`:`regex`} | format",
                "{`type`:`string`,`format`:`date`} | ~~",
                "{`oneOf`:[{`type`:`string`}]} | oneOf",
                "{`anyOf`:[{`type`:`object`,`properties`:{`a`:{`not`:{}}},`additionalProperties`:false}]} |"
                        + " anyOf[0].properties.a.not",
                "{`$ref`:`#/$defs/A`,`$defs`:{`A`:{`type`:`string`,`pattern`:`a`}}} | ~~",
                "{`$ref`:`#/$defs/B`,`$defs`:{`A`:{`type`:`string`}}} | $ref",
                "{`$ref`:`https://example.com/schema`} | $ref",
                "{`type`:`object`,`properties`:{`a`:true},`additionalProperties`:false} | properties.a",
                "{`$ref`:`#/$defs/A`,`$defs`:{`A`:{`type`:`array`,`items`:{`$ref`:`#/$defs/A`}}}} | items.$ref"
            })
    void of_strictSchema_findsWhatTheApiRefuses(String schema, String path) {
        JsonObject value = JsonObject.parse(schema.replace('`', '"'));
        JsonObject tool = JsonObject.of("name", "t", "strict", true, "input_schema", value);
        List<String> asTool = paths(params("m").put("tools", List.of(tool)));
        List<String> asAnswer = paths(params("m").outputSchema(value));

        assertThat(asTool).isEqualTo(path.isEmpty() ? List.of() : List.of("tools[0].input_schema." + path));
        assertThat(asAnswer).isEqualTo(path.isEmpty() ? List.of() : List.of("output_config.format.schema." + path));
        assertThat(paths(params("m").put("tools", List.of(tool.without("strict")))))
                .isEmpty();
    }

    record Many(Optional<String> a, Optional<String> b, Optional<String> c, Optional<String> d, Optional<String> e) {}

    @Test
    void of_sumsOverAllStrictSchemas_areCounted() {
        MessageCreateParams.Builder five = params("m").outputSchema(JsonType.of(Many.class));
        for (int i = 0; i < 20; i++) {
            five.addTool(
                    Tools.custom("t" + i, "x", JsonType.listOf(String.class).strictSchema(), t -> t.strict(true)));
        }
        assertThat(Lint.of(five.build())).isEmpty();

        five.addTool(Tools.custom("more", "x", JsonType.of(Many.class).strictSchema(), t -> t.strict(true)));
        JsonObject unions = JsonObject.builder()
                .put("type", "object")
                .put("additionalProperties", false)
                .put("properties", unions(17))
                .put("required", unions(17).names())
                .build();
        five.addTool(Tools.custom("unions", "x", unions, t -> t.strict(true)));
        for (int i = 0; i < 3; i++) {
            five.addTool(Tools.custom("o" + i, "x", JsonType.of(Many.class).strictSchema(), t -> t.strict(true)));
        }

        assertThat(Lint.of(five.build()))
                .extracting(Finding::reason)
                .containsExactly(
                        "a request has at most 20 strict tools, found 25",
                        "a request has at most 24 optional members in strict schemas, found 25",
                        "a request has at most 16 members of several types in strict schemas, found 17");
    }

    private static JsonObject unions(int count) {
        JsonObject.Builder members = JsonObject.builder();
        for (int i = 0; i < count; i++) {
            members.put("m" + i, JsonObject.of("type", List.of("string", "null")));
        }
        return members.build();
    }

    @Test
    void of_modelThatRefuses_saysWhatAndWhatToDo() {
        List<Finding> findings = Lint.of(params("claude-sonnet-5-5-20261001")
                .maxTokens(200_000)
                .temperature(0.5)
                .thinkingDisabled()
                .addTool(TOOL)
                .toolChoiceAny()
                .build());

        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "max_tokens: claude-sonnet-5-5-20261001 writes at most 128000 tokens, found 200000: ask for"
                                + " fewer",
                        "temperature: claude-sonnet-5-5-20261001 refuses sampling: leave it out",
                        "thinking: claude-sonnet-5-5-20261001 refuses thinking disabled: leave it out, and lower the"
                                + " effort",
                        "tool_choice: claude-sonnet-5-5-20261001 refuses forced tools: let the model decide, and ask"
                                + " for the tool in words");
    }

    @Test
    void of_otherModels_takeOtherThings() {
        assertThat(paths(params("claude-sonnet-5").temperature(0.5))).containsExactly("temperature");
        assertThat(paths(params("claude-sonnet-4-6")
                        .temperature(0.5)
                        .addTool(TOOL)
                        .toolChoiceAny()))
                .isEmpty();
        assertThat(paths(params("claude-haiku-4-5").thinkingAdaptive().effort(Effort.LOW)))
                .containsExactly("thinking", "output_config.effort");
        assertThat(paths(params("claude-opus-4-6").effort(Effort.XHIGH))).containsExactly("output_config.effort");
        assertThat(paths(params("claude-haiku-5-5").thinkingDisabled().effort(Effort.MAX)))
                .containsExactly("thinking");
        assertThat(paths(params("claude-sonnet-55").temperature(0.5))).isEmpty();
        assertThat(paths(params("claude-sonnet-4-6@20260401").effort(Effort.XHIGH)))
                .containsExactly("output_config.effort");
        // Another version is another model.
        assertThat(paths(params("claude-sonnet-5-7").temperature(0.5))).isEmpty();
        assertThat(paths(params("unknown").temperature(0.5).thinkingDisabled())).isEmpty();
    }

    @Test
    void of_anyModel_findsWhatNoneTakesTogether() {
        assertThat(paths(params("m").temperature(0.5).thinkingAdaptive())).containsExactly("temperature");
        assertThat(paths(params("m").temperature(1).thinkingAdaptive())).isEmpty();
        assertThat(paths(params("m")
                        .addTool(TOOL)
                        .toolChoiceTool("t")
                        .maxTokens(4000)
                        .thinkingEnabled(2000)))
                .containsExactly("tool_choice");
    }

    /** Builders refuse a few things at once, and a client warns of some models: neither may say anything else. */
    @Test
    void of_whatIsSaidElsewhere_findsTheSame() {
        JsonObject hi = JsonObject.of("role", "user", "content", "Hi");
        assertSameWords(params("m").maxTokens(-1), "max_tokens", -1);
        assertSameWords(params("m").messages(List.of()), "messages", List.of());
        assertSameWords(params("m").addUserMessage(""), "messages", List.of(hi, hi.with("content", "")));
        assertSameWords(params("m").addUserMessage(List.of()), "messages", List.of(hi, hi.with("content", List.of())));
        for (ModelFacts facts : ModelFacts.known()) {
            if (KnownModels.adaptive(facts.model())) {
                assertThat(facts.refused().contains(Feature.THINKING_BUDGET)
                                || facts.doubted().contains(Feature.THINKING_BUDGET))
                        .as(facts.model())
                        .isTrue();
            }
        }
    }

    private static void assertSameWords(MessageCreateParams.Builder params, String member, Object value) {
        Finding found = Lint.of(params("m").build().json().with(member, value)).get(0);
        assertThatThrownBy(params::build).hasMessage(found.path() + ": " + found.reason());
    }

    @Test
    void of_ownFacts_takeThePlaceOfTheKnown() {
        ModelFacts own = new ModelFacts("claude-next", 10, Set.of(Feature.EFFORT), Set.of(Feature.SAMPLING));

        assertThat(Lint.of(
                        params("claude-next-20270101")
                                .effort(Effort.LOW)
                                .temperature(0.5)
                                .build(),
                        List.of(own)))
                .extracting(Finding::path, Finding::isRefused)
                .containsExactly(
                        tuple("max_tokens", true), tuple("temperature", false), tuple("output_config.effort", true));
        assertThat(Lint.of(params("claude-sonnet-5-5").temperature(0.5).build(), List.of(own)))
                .isEmpty();
    }
}
