package io.github.claude4j.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.internal.messages.CacheMarks;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachePlanTest {
    private static final int LOOKBACK = 20;

    private static MessageCreateParams params(String json) {
        return MessageCreateParams.of(JsonObject.parse(json.replace('\'', '"')));
    }

    private static List<String> marked(MessageCreateParams params) {
        return Prefix.of(params.json()).stream()
                .filter(Prefix.Part::marked)
                .map(Prefix.Part::path)
                .toList();
    }

    /** Where marks are, with those that were there before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // A conversation, from its beginning on.
                "'messages':[{'role':'user','content':'a'}] | messages[0].content[0]",
                "'tools':[{'name':'t'},{'name':'u'}],'system':'s','messages':[{'role':'user','content':'a'}]"
                        + " | tools[1] system[0] messages[0].content[0]",
                "'tools':[{'name':'t'}],'system':'s','messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b'},"
                        + "{'role':'user','content':'c'}] | tools[0] system[0] messages[0].content[0] messages[2].content[0]",
                // What cannot be marked.
                "'tools':[{'name':'t'},{'name':'u','defer_loading':true}],'system':' ','messages':[{'role':'user','content':'a'}]"
                        + " | tools[0] messages[0].content[0]",
                "'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':''},{'type':'new'}]}]"
                        + " | messages[0].content[0]",
                "'messages':[{'role':'user','content':''}] | ~~",
                "'system':[{'type':'text','text':'s'},{'type':'text','text':''}],'messages':[] | system[0]",
                "'messages':[] | ~~",
                // Text to go on with grows; an answer that paused does not.
                "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'{'}] | messages[0].content[0]",
                "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'thinking','thinking':'x'},"
                        + "{'type':'server_tool_use','id':'s'}]}] | messages[0].content[0] messages[1].content[1]",
                "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'server_tool_use','id':'s'}]},"
                        + "{'role':'assistant','content':'b'},{'role':'user','content':'c'}]"
                        + " | messages[1].content[0] messages[3].content[0]",
                "'messages':[{'role':'user','content':'a'},{'role':'system','content':'b'}] | messages[0].content[0]",
                // The user's own.
                "'system':[{'type':'text','text':'s',MARK},{'type':'text','text':'u'}],'tools':[{'name':'t'}],"
                        + "'messages':[{'role':'user','content':'a'}] | system[0] messages[0].content[0]",
                "'tools':[{'name':'t',MARK},{'name':'u'}],'system':'s','messages':[{'role':'user','content':'a'}]"
                        + " | tools[0] system[0] messages[0].content[0]",
                "'tools':[{'name':'t'}],'system':'s','messages':[{'role':'user','content':[{'type':'text','text':'a',MARK},"
                        + "{'type':'text','text':'b'}]}] | messages[0].content[0] messages[0].content[1]",
                "'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b',MARK}]}]"
                        + " | messages[0].content[1]",
                "MARK,'tools':[{'name':'t'}],'messages':[{'role':'user','content':'a'}] | messages[0].content",
                "'tools':[{'name':'t',MARK},{'name':'u',MARK}],'system':[{'type':'text','text':'s',MARK}],"
                        + "'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b'},{'role':'user','content':'c'}]"
                        + " | tools[0] tools[1] system[0] messages[2].content[0]",
                "'tools':[{'name':'t',MARK},{'name':'u',MARK},{'name':'v',MARK},{'name':'w',MARK}],"
                        + "'messages':[{'role':'user','content':'a'}] | tools[0] tools[1] tools[2] tools[3]"
            })
    void apply_request_hasItsMarks(String members, String paths) {
        String json =
                "{'model':'m'," + members.replace("MARK", "'cache_control':{'type':'ephemeral','ttl':'1h'}") + "}";

        MessageCreateParams planned = CachePlan.apply(params(json));

        assertThat(marked(planned)).containsExactly(paths.isEmpty() ? new String[0] : paths.split(" ", -1));
        assertThat(CacheMarks.count(planned.json())).isLessThanOrEqualTo(4);
    }

    @Test
    void apply_request_changesNothingButMarks() {
        MessageCreateParams given = params(
                "{'model':'m','max_tokens':5,'new':1.10,'system':'s','messages':"
                        + "[{'role':'user','content':'a','new':true},{'role':'assistant','content':[{'type':'tool_use','id':'t',"
                        + "'input':{'cache_control':{}}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t'}]}]}");

        MessageCreateParams planned = CachePlan.apply(given);

        assertThat(CacheBreak.find(given, planned)).isEmpty();
        assertThat(planned.json().names()).isEqualTo(given.json().names());
        assertThat(planned.json().get("new")).isEqualTo(given.json().get("new"));
        assertThat(given.json()).isEqualTo(params(given.json().toJson()).json());
    }

    /** A conversation at random: every request reads all that the one before it wrote, however much came in between. */
    @Test
    void apply_everyRequestOfAConversation_readsWhatTheLastOneWrote() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            JsonArray messages = JsonArray.of(turn("user", blocks(random, "text")));
            Set<String> kept = new HashSet<>();
            long written = 0;
            for (int round = 0; round < 8; round++) {
                MessageCreateParams sent = CachePlan.apply(MessageCreateParams.of(JsonObject.of(
                        "model", "m", "tools", List.of(JsonObject.of("name", "t")), "messages", messages)));
                assertThat(CacheMarks.count(sent.json())).as("seed %d", seed).isBetween(2, 4);
                assertThat(read(sent, kept))
                        .as("seed %d, request %d", seed, round)
                        .isGreaterThanOrEqualTo(written);
                written = write(sent, kept);
                messages = longer(messages, random);
            }
        }
    }

    private static JsonArray longer(JsonArray messages, Random random) {
        JsonArray.Builder longer = JsonArray.builder();
        messages.forEach(longer::add);
        if (random.nextInt(4) == 0) {
            return longer.add(turn("assistant", blocks(random, "server_tool_use")))
                    .build();
        }
        boolean calls = random.nextBoolean();
        longer.add(turn("assistant", blocks(random, calls ? "tool_use" : "text")));
        if (random.nextInt(5) == 0) {
            longer.add(turn("system", blocks(random, "text")));
        }
        return longer.add(turn("user", blocks(random, calls ? "tool_result" : "text")))
                .build();
    }

    private static JsonObject turn(String role, List<JsonObject> blocks) {
        return JsonObject.of("role", role, "content", blocks);
    }

    /** Up to 60 blocks, far more than the API looks back over; some that cannot be marked, but never the last. */
    private static List<JsonObject> blocks(Random random, String type) {
        List<JsonObject> blocks = new ArrayList<>();
        int size = random.nextInt(10) == 0 ? 60 : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            boolean thinks = type.endsWith("use") && random.nextInt(3) == 0;
            blocks.add(JsonObject.of("type", thinks ? "thinking" : type, "text", "x" + random.nextInt()));
        }
        blocks.add(JsonObject.of("type", type, "text", "x" + random.nextInt()));
        return blocks;
    }

    /** As the API does it: from each breakpoint it looks back over 20 blocks for what was written. */
    private static long read(MessageCreateParams sent, Set<String> kept) {
        List<String> beginnings = beginnings(sent);
        List<Prefix.Part> parts = Prefix.of(sent.json());
        long most = 0;
        for (int i = 0; i < parts.size(); i++) {
            int seen = 0;
            for (int j = i; parts.get(i).marked() && j >= 0 && seen < LOOKBACK; j--) {
                boolean block = !parts.get(j).kind().equals("message");
                seen += block ? 1 : 0;
                most = kept.contains(beginnings.get(j)) ? Math.max(most, j) : most;
            }
        }
        return most;
    }

    private static long write(MessageCreateParams sent, Set<String> kept) {
        List<String> beginnings = beginnings(sent);
        List<Prefix.Part> parts = Prefix.of(sent.json());
        long last = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).marked()) {
                kept.add(beginnings.get(i));
                last = i;
            }
        }
        return last;
    }

    private static List<String> beginnings(MessageCreateParams sent) {
        List<String> beginnings = new ArrayList<>();
        int hash = 0;
        for (Prefix.Part part : Prefix.of(sent.json())) {
            hash = 31 * hash + String.valueOf(part.value()).hashCode();
            beginnings.add(beginnings.size() + ":" + hash);
        }
        return beginnings;
    }
}
