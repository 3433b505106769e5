package io.github.claude4j.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What an agent says. */
class AgentMessageTest {
    private static AgentMessageEvent message(String content) {
        return AgentMessageEvent.of(
                JsonObject.parse("{\"type\":\"agent.message\",\"id\":\"sevt_1\",\"content\":" + content + "}"));
    }

    @Test
    void text_isThatOfAllPartsJoined() {
        assertThat(message("[{\"type\":\"text\",\"text\":\"It is \"},{\"type\":\"redacted\"},"
                                + "{\"type\":\"brand_new\",\"text\":\"hm\"},{\"type\":\"text\",\"text\":\"sunny.\"}]")
                        .text())
                .isEqualTo("It is sunny.");
    }

    @Test
    void text_whereThereIsNone_isEmpty() {
        assertThat(message("[]").text()).isEmpty();
    }
}
