package io.github.claude4j.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import io.github.claude4j.messages.CacheTtl;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools that a request can offer. */
class ToolsTest {
    private static final JsonObject SCHEMA = JsonObject.parse("""
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    private static void assertJson(JsonView tool, String expected) {
        assertThat(tool.json()).isEqualTo(JsonObject.parse(expected.replace('\'', '"')));
    }

    @Test
    void custom_fromAnObjectOrText_isTheSameTool() {
        Tool tool = Tools.custom("get_weather", "The weather now.", SCHEMA);

        assertThat(tool.name()).isEqualTo("get_weather");
        assertThat(tool.description()).contains("The weather now.");
        assertThat(tool.inputSchema().json()).isEqualTo(SCHEMA);
        assertThat(Tools.custom("get_weather", "The weather now.", SCHEMA.toJson()))
                .isEqualTo(tool);
    }

    @Test
    void custom_withOptions_isStrictCachedEagerAndDeferred() {
        Tool tool = Tools.custom(
                "f",
                "d",
                SCHEMA,
                t -> t.strict(true).eagerInputStreaming(true).deferLoading(true).cached(CacheTtl.TTL_1H));

        assertThat(tool.strict()).isTrue();
        assertThat(tool.eagerInputStreaming()).contains(true);
        assertThat(tool.deferLoading()).isTrue();
        assertThat(tool.cacheControl().orElseThrow().ttl()).contains(CacheTtl.TTL_1H);
    }

    @Test
    void custom_withoutATypeInItsSchema_takesAnObject() {
        assertThat(Tools.custom("f", "d", "{\"properties\":{}}").inputSchema().type())
                .isEqualTo("object");
    }

    @Test
    void webTools_withBothKindsOfDomains_areRefused() {
        String both = "blockedDomains: expected none beside allowedDomains, found both";
        assertThatThrownBy(() ->
                        Tools.webSearch(t -> t.addAllowedDomain("a.example").addBlockedDomain("b.example")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage(both);
        assertThatThrownBy(() ->
                        Tools.basicWebFetch(t -> t.addAllowedDomain("a.example").addBlockedDomain("b.example")))
                .hasMessage(both);
    }

    @Test
    void custom_withASchemaOfAnotherType_isRefused() {
        assertThatThrownBy(() -> Tools.custom("f", "d", "{\"type\":\"array\"}"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("inputSchema.type: expected \"object\", found array");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get weather", "wetter\u00e4", "a.b", "\u0664"})
    void custom_withANameThatTheApiRefuses_isRefusedAtOnce(String name) {
        assertThatThrownBy(() -> Tools.custom(name, "d", SCHEMA))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("name: expected 1 to 128 letters, digits, underscores and hyphens, found \"" + name + "\"");
    }

    @Test
    void custom_withANameOf128Characters_isTheLongest() {
        assertThat(Tools.custom("a".repeat(128), "d", SCHEMA).name()).hasSize(128);
        assertThatThrownBy(() -> Tools.custom("a".repeat(129), "d", SCHEMA)).isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void serverTools_areTheNewestVersions() {
        assertJson(Tools.webSearch(), "{'name':'web_search','type':'web_search_20260318'}");
        assertJson(Tools.webFetch(), "{'name':'web_fetch','type':'web_fetch_20260318'}");
        assertJson(Tools.codeExecution(), "{'name':'code_execution','type':'code_execution_20260521'}");
        assertJson(Tools.toolSearchBm25(), "{'name':'tool_search_tool_bm25','type':'tool_search_tool_bm25_20251119'}");
        assertJson(
                Tools.toolSearchRegex(), "{'name':'tool_search_tool_regex','type':'tool_search_tool_regex_20251119'}");
        assertJson(
                Tools.advisor(Model.CLAUDE_OPUS_5_5, t -> t.maxUses(3)),
                "{'name':'advisor','type':'advisor_20260301','model':'claude-opus-5-5','max_uses':3}");
        assertJson(Tools.bash(), "{'name':'bash','type':'bash_20250124'}");
        assertJson(
                Tools.textEditor(t -> t.maxCharacters(100)),
                "{'name':'str_replace_based_edit_tool','type':'text_editor_20250728','max_characters':100}");
        assertJson(Tools.memory(), "{'name':'memory','type':'memory_20250818'}");
        assertJson(Tools.computer(), "{'type':'computer_toolset_20260801'}");
        assertJson(Tools.browser(), "{'type':'browser_toolset_20260801'}");
    }

    @Test
    void basicTools_areTheOldestInUse() {
        assertJson(Tools.basicWebSearch(), "{'name':'web_search','type':'web_search_20250305'}");
        assertJson(Tools.basicWebFetch(), "{'name':'web_fetch','type':'web_fetch_20250910'}");
        assertJson(Tools.basicCodeExecution(), "{'name':'code_execution','type':'code_execution_20250825'}");
        assertJson(
                Tools.basicComputer(1024, 768, t -> t.displayNumber(1)),
                "{'name':'computer','type':'computer_20250124','display_width_px':1024,'display_height_px':768,"
                        + "'display_number':1}");
    }

    @Test
    void options_ofWebTools() {
        assertJson(
                Tools.webSearch(t -> t.maxUses(5)
                        .addAllowedDomain("example.com")
                        .userLocation(l -> l.city("Oslo"))
                        .cached()),
                "{'name':'web_search','type':'web_search_20260318','max_uses':5,'allowed_domains':['example.com'],"
                        + "'user_location':{'type':'approximate','city':'Oslo'},'cache_control':{'type':'ephemeral'}}");
        assertJson(
                Tools.webFetch(t -> t.maxContentTokens(100).cited()),
                "{'name':'web_fetch','type':'web_fetch_20260318','max_content_tokens':100,'citations':{'enabled':true}}");
    }
}
