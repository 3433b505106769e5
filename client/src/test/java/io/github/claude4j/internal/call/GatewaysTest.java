package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StreamInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of gateways that are nearly, but not quite, those of the API. */
class GatewaysTest {
    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private String text(String events) {
        server.thenEvents(events);
        try (MessageStream stream = claude.messages().stream(MessageCreateParams.of(JsonObject.of("max_tokens", 16)))) {
            return stream.message().text();
        }
    }

    @Test
    void errorWithoutAnEventName_isAnErrorToo() {
        String error = "data: " + ScriptedServer.error("invalid_request_error") + "\n\n";
        assertThatThrownBy(() -> text(error)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void eventsWithoutATypeOrWithoutAName_areUnderstood() {
        assertThat(text(STREAM.replaceAll("(?m)^event: .*\n", ""))).isEqualTo("Hello");
        assertThat(text(STREAM.replaceAll("\"type\":\"(message_start|content_block_delta|message_stop)\",?", "")))
                .isEqualTo("Hello");
    }

    @Test
    void doneAtTheEnd_isNoEvent() {
        String done = "data: [DONE]\n\n";
        assertThat(text(STREAM + done)).isEqualTo("Hello");
        String cut = STREAM.substring(0, STREAM.indexOf("event: message_delta"));
        assertThatThrownBy(() -> text(cut + done)).isInstanceOf(StreamInterruptedException.class);
    }
}
