package io.github.claude4j.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Effort;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
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
        assertThat(paths(params("claude-sonnet-4-6").temperature(0.5).toolChoiceAny()))
                .isEmpty();
        assertThat(paths(params("claude-haiku-4-5").thinkingAdaptive().effort(Effort.LOW)))
                .containsExactly("thinking", "output_config.effort");
        assertThat(paths(params("claude-opus-4-6").effort(Effort.XHIGH))).containsExactly("output_config.effort");
        assertThat(paths(params("claude-haiku-5-5").thinkingDisabled().effort(Effort.MAX)))
                .containsExactly("thinking");
        assertThat(paths(params("claude-sonnet-55").temperature(0.5))).isEmpty();
        assertThat(paths(params("unknown").temperature(0.5).thinkingDisabled())).isEmpty();
    }

    @Test
    void of_anyModel_findsWhatNoneTakesTogether() {
        assertThat(paths(params("m").temperature(0.5).thinkingAdaptive())).containsExactly("temperature");
        assertThat(paths(params("m").temperature(1).thinkingAdaptive())).isEmpty();
        assertThat(paths(params("m").toolChoiceTool("t").thinkingEnabled(2000))).containsExactly("tool_choice");
    }

    @Test
    void of_ownFacts_takeThePlaceOfTheKnown() {
        ModelFacts own = new ModelFacts("claude-next", 10, Set.of(ModelFacts.Feature.EFFORT));

        assertThat(Lint.of(params("claude-next-1").effort(Effort.LOW).build(), List.of(own)))
                .extracting(Finding::path)
                .containsExactly("max_tokens", "output_config.effort");
        assertThat(Lint.of(params("claude-sonnet-5-5").temperature(0.5).build(), List.of(own)))
                .isEmpty();
    }
}
