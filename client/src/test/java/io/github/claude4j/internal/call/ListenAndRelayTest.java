package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.BLOCK_START;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static io.github.claude4j.fixtures.ScriptedServer.event;
import static io.github.claude4j.fixtures.ScriptedServer.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.SseWriter;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Transcripts;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageListener;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.StreamInterruptedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that are listened to, and streams that are passed on. */
class ListenAndRelayTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    @Test
    void listen_text_isToldWithWhatThereIsSoFar() {
        server.thenEvents(STREAM);
        List<String> told = new ArrayList<>();

        Message message;
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            message = stream.listen(new MessageListener() {
                @Override
                public void onEvent(MessageStreamEvent event) {
                    told.add(event.type());
                }

                @Override
                public void onText(String delta, Supplier<String> soFar) {
                    told.add(delta + "|" + soFar.get());
                }

                @Override
                public void onBlock(ContentBlock block) {
                    told.add("block " + block.json().string("text"));
                }

                @Override
                public void onMessage(Message whole) {
                    told.add("message " + whole.text());
                }
            });
        }

        assertThat(told)
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "Hel|Hel",
                        "content_block_delta",
                        "lo|Hello",
                        "content_block_stop",
                        "block Hello",
                        "message_delta",
                        "message_stop",
                        "message Hello");
        assertThat(message.text()).isEqualTo("Hello");
    }

    @Test
    void listen_toolInput_growsAsFarAsItIsUnderstood() {
        List<JsonObject> inputs = new ArrayList<>();
        StringBuilder deltas = new StringBuilder();

        Message message = Answers.messageStream(Chunks.whole(Transcripts.TOOL_USE.getBytes(UTF_8)))
                .listen(new MessageListener() {
                    @Override
                    public void onToolInput(String delta, Supplier<JsonObject> soFar) {
                        deltas.append(delta);
                        inputs.add(soFar.get());
                    }
                });

        JsonObject whole = message.toolUses().get(0).input();
        assertThat(JsonObject.parse(deltas.toString())).isEqualTo(whole);
        assertThat(inputs.get(inputs.size() - 1)).isEqualTo(whole);
    }

    @Test
    void listen_thinking_isTold() {
        StringBuilder thinking = new StringBuilder();
        List<String> last = new ArrayList<>();

        Message message = Answers.messageStream(Chunks.whole(Transcripts.THINKING.getBytes(UTF_8)))
                .listen(new MessageListener() {
                    @Override
                    public void onThinking(String delta, Supplier<String> soFar) {
                        thinking.append(delta);
                        last.add(soFar.get());
                    }
                });

        assertThat(thinking.toString()).isNotEmpty().isEqualTo(message.thinking());
        assertThat(last.get(last.size() - 1)).isEqualTo(message.thinking());
    }

    @Test
    void listen_blocksOfOneIndex_areToldOnceEach() {
        String stop = event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
        String events = MESSAGE_START + BLOCK_START + text("a") + stop + BLOCK_START + text("b") + stop + stop;
        List<String> told = new ArrayList<>();

        Message message = Answers.messageStream(events + event("message_stop", "{\"type\":\"message_stop\"}"))
                .listen(new MessageListener() {
                    @Override
                    public void onBlock(ContentBlock block) {
                        told.add(block.json().string("text"));
                    }
                });

        assertThat(told).containsExactly("a", "b");
        assertThat(message.text()).isEqualTo("ab");
    }

    @Test
    void relay_writesWhatCanBeReadAgain() {
        server.thenEvents(STREAM);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Message original;
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            new SseWriter(out).relay(stream);
            original = stream.message();
        }

        Message relayed = Answers.messageStream(Chunks.whole(out.toByteArray())).message();

        assertThat(relayed).isEqualTo(original);
        assertThat(out.toString(UTF_8)).startsWith("event: message_start\ndata: {");
    }

    @Test
    void relay_eachEvent_isFlushedByItself() {
        server.thenEvents(STREAM);
        List<String> pieces = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                piece.write(b);
            }

            @Override
            public void flush() {
                pieces.add(piece.toString(UTF_8));
                piece.reset();
            }
        };
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            new SseWriter(out).relay(stream);
        }

        assertThat(pieces).hasSize(7).allMatch(text -> text.startsWith("event: ") && text.endsWith("}\n\n"));
    }

    @Test
    void relay_streamThatFails_endsWithAnErrorThatSaysNoMoreThanItShould() {
        server.thenEvents(MESSAGE_START + BLOCK_START + event("error", ScriptedServer.error("overloaded_error")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(() -> new SseWriter(out).relay(stream)).isInstanceOf(OverloadedException.class);
        }

        String written = out.toString(UTF_8);
        assertThat(written.substring(written.indexOf("event: error")))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"The answer broke off; try again.\"}}\n\n");
    }

    @Test
    void relay_streamThatIsCut_endsWithAnError() {
        server.then(connection ->
                connection.events(MESSAGE_START + BLOCK_START + text("Hel")).close());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(() -> new SseWriter(out).relay(stream)).isInstanceOf(StreamInterruptedException.class);
        }

        assertThat(out.toString(UTF_8)).contains("event: error").contains("\"api_error\"");
    }

    @Test
    void relay_readerThatHasGone_endsTheStream() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection.events(MESSAGE_START + BLOCK_START).awaitClientEnd(ended));
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(() -> new SseWriter(gone).relay(stream)).isInstanceOf(UncheckedIOException.class);
        }

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
