package io.github.claude4j.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheBreakTest {
    private static final String REQUEST = """
            {'model':'m','max_tokens':9,
             'tools':[{'name':'a','input_schema':{'type':'object'}},
               {'name':'b','input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}],
             'system':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}],
             'messages':[
               {'role':'user','content':[{'type':'text','text':'One.'},
                 {'type':'text','text':'Two.','cache_control':{'type':'ephemeral'}}]},
               {'role':'assistant','content':[{'type':'tool_use','id':'t','name':'a','input':{'x':1,'y':2}}]},
               {'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[
                 {'type':'text','text':'Three.','cache_control':{'type':'ephemeral'}}]}]}]}""";

    private static MessageCreateParams params(String json) {
        return MessageCreateParams.of(JsonObject.parse(json.replace('\'', '"')));
    }

    private static Optional<CacheBreak> changed(String part, String by) {
        assertThat(REQUEST).contains(part);
        return CacheBreak.find(params(REQUEST), params(REQUEST.replace(part, by)));
    }

    /** What each change leaves of the cache: everything up to the last breakpoint before it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'model':'m' | 'model':'n' | model | ~~",
                "'max_tokens':9 | 'max_tokens':9,'output_config':{'format':{'type':'json_schema'}} | output_config.format | ~~",
                "'name':'a','input_schema' | 'name':'A','input_schema' | tools[0].name | ~~",
                "'name':'a','input_schema' | 'name':'a','description':'A.','input_schema' | tools[0].description | ~~",
                "{'name':'a','input_schema':{'type':'object'}}, | ~~ | tools[0].name | ~~",
                "'tools':[ | 'tools':[{'name':'z'}, | tools[0].name | ~~",
                "'type':'ephemeral'}}],~LF~'system | 'type':'ephemeral'}},{'name':'z'}],~LF~'system | tools[2] | tools[1]",
                "'max_tokens':9 | 'max_tokens':9,'speed':'fast' | speed | tools[1]",
                "'max_tokens':9 | 'max_tokens':9,'container':{'skills':[{'skill_id':'pdf'}]} | container.skills | tools[1]",
                "Be brief. | Be long. | system[0].text | tools[1]",
                "'system':[ | 'system':[{'type':'text','text':'Now.'}, | system[0].text | tools[1]",
                "'max_tokens':9 | 'max_tokens':9,'tool_choice':{'type':'any'} | tool_choice.type | system[0]",
                "'max_tokens':9 | 'max_tokens':9,'thinking':{'type':'adaptive'} | thinking | system[0]",
                "'max_tokens':9 | 'max_tokens':9,'output_config':{'effort':'low'} | output_config.effort | system[0]",
                "One. | 1. | messages[0].content[0].text | system[0]",
                "{'type':'text','text':'One.'}, | ~~ | messages[0].content[0].text | system[0]",
                "'id':'t','name':'a' | 'id':'t','name':'b' | messages[1].content[0].name | messages[0].content[1]",
                "{'x':1,'y':2} | {'y':2,'x':1} | messages[1].content[0].input | messages[0].content[1]",
                "{'x':1,'y':2} | {'x':1.0,'y':2} | messages[1].content[0].input.x | messages[0].content[1]",
                "Three. | 3. | messages[2].content[0].content[0].text | messages[0].content[1]",
                "{'type':'text','text':'One.'} | {'type':'image','source':{}} | messages[0].content[0] | system[0]",
                "{'type':'text','text':'One.'} | {'type':'document','citations':{'enabled':true}} | messages[0].content[0] | tools[1]"
            })
    void find_change_isFoundWithWhatSurvives(String part, String by, String path, String survives) {
        String line = ",\n 'system";
        Optional<CacheBreak> found = changed(part.replace(",~LF~'system", line), by.replace(",~LF~'system", line));

        assertThat(found).hasValueSatisfying(it -> {
            assertThat(it.path()).isEqualTo(path);
            assertThat(it.survives()).isEqualTo(survives.isEmpty() ? Optional.empty() : Optional.of(survives));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'max_tokens':9 | 'max_tokens':10",
                "'max_tokens':9 | 'max_tokens':9,'metadata':{'user_id':'u'},'stop_sequences':['x']",
                "'max_tokens':9 | 'max_tokens':9,'tool_choice':{'type':'auto'},'speed':'standard'",
                "'max_tokens':9 | 'max_tokens':9,'cache_control':{'type':'ephemeral'}",
                ",'cache_control':{'type':'ephemeral'} | ~~",
                "'tools':[ | 'tools':[{'name':'later','defer_loading':true},",
                "[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}] | 'Be brief.'"
            })
    void find_sameForTheCache_isNothing(String part, String by) {
        assertThat(changed(part, by)).isEmpty();
    }

    @Test
    void find_conversationThatGoesOn_isNothingEitherWay() {
        String longer = REQUEST.substring(0, REQUEST.length() - 2)
                + ",{'role':'assistant','content':'Four.'},{'role':'user','content':'Five.'}]}";

        assertThat(CacheBreak.find(params(REQUEST), params(longer))).isEmpty();
        assertThat(CacheBreak.find(params(longer), params(REQUEST))).isEmpty();
    }

    @Test
    void find_text_showsThePlaceButNotInItsText() {
        String system = "x".repeat(100) + "Today is 28 November. " + "y".repeat(200);
        MessageCreateParams first = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .system(system)
                .addUserMessage("Hi")
                .build();
        MessageCreateParams second = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .system(system.replace("28", "29"))
                .addUserMessage("Hi")
                .build();

        CacheBreak found = CacheBreak.find(first, second).orElseThrow();

        assertThat(found.reason()).isEqualTo("its text differs from character 110 on");
        assertThat(found.first()).contains("Today is 28 November").hasSizeLessThan(100);
        assertThat(found.second()).contains("Today is 29 November");
        assertThat(found.toString())
                .isEqualTo("system.text: its text differs from character 110 on; nothing before it is cached");
    }

    @Test
    void find_onlyOneHas_saysWhich() {
        CacheBreak more = changed("'max_tokens':9", "'max_tokens':9,'thinking':{'type':'adaptive'}")
                .orElseThrow();
        CacheBreak image =
                changed("{'type':'text','text':'One.'}", "{'type':'image'}").orElseThrow();

        assertThat(more.reason()).isEqualTo("it is in the second request only");
        assertThat(more.first()).isEmpty();
        assertThat(more.second()).isEqualTo("{\"type\":\"adaptive\"}");
        assertThat(image)
                .hasToString("messages[0].content[0]: only the second request has images; cached up to system[0]");
    }
}
