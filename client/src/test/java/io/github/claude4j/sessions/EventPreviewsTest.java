package io.github.claude4j.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Messages of agents, put together while they come. */
class EventPreviewsTest {
    private final EventPreviews previews = new EventPreviews();

    private void add(String event) {
        previews.add(SessionStreamEvent.of(JsonObject.parse(event.replace('\'', '"'))));
    }

    private void begin(String type, String id) {
        add("{'type':'event_start','event':{'type':'" + type + "','id':'" + id + "'}}");
    }

    private void piece(String id, String index, String text) {
        add("{'type':'event_delta','event_id':'" + id + "','delta':{'type':'content_delta'," + index
                + "'content':{'type':'text','text':'" + text + "'}}}");
    }

    @Test
    void pieces_addUpToTheMessage() {
        begin("agent.message", "a");
        assertThat(previews.soFar("a").orElseThrow().text()).isEmpty();

        piece("a", "'index':0,", "Hel");
        piece("a", "", "lo");
        piece("a", "'index':1,", " again");

        AgentMessageEvent message = previews.soFar("a").orElseThrow();
        assertThat(message.id()).isEqualTo("a");
        assertThat(message.content()).hasSize(2);
        assertThat(message.text()).isEqualTo("Hello again");
    }

    @Test
    void messagesOfSeveralAgents_areKeptApart() {
        begin("agent.message", "a");
        begin("agent.message", "b");
        piece("b", "", "B");
        piece("a", "", "A");

        assertThat(previews.soFar("a").orElseThrow().text()).isEqualTo("A");
        assertThat(previews.soFar("b").orElseThrow().text()).isEqualTo("B");
    }

    @Test
    void wholeMessage_endsItsPreview() {
        begin("agent.message", "a");
        piece("a", "", "Hello");
        add("{'type':'agent.message','id':'a','content':[{'type':'text','text':'Hello'},{'type':'redacted'}]}");

        assertThat(previews.soFar("a")).isEmpty();
    }

    @Test
    void pieceWhoseBeginningWasMissed_beginsTheMessage() {
        piece("a", "", "llo");
        assertThat(previews.soFar("a").orElseThrow().text()).isEqualTo("llo");
    }

    @Test
    void otherEvents_changeNothing() {
        begin("agent.thinking", "t");
        add("{'type':'event_of_tomorrow','id':'x'}");

        assertThat(previews.soFar("t")).isEmpty();
        assertThat(previews.soFar("x")).isEmpty();
    }
}
