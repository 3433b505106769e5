package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.BLOCK_START;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM_END;
import static io.github.claude4j.fixtures.ScriptedServer.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Signals;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of an answer may be held in memory. */
class AnswerSizeTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    private static final int MOST = 2_000;

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.options().maxAnswerSize(MOST).build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** What is bounded, and how it is taken: each with an answer that has as many bytes too many or to spare as is said. */
    enum Way {
        WHOLE {
            @Override
            String answer(int size) {
                return MESSAGE.replace("Hello", "x".repeat(size - MESSAGE.length() + 5));
            }

            @Override
            String take(Claude claude) {
                return claude.messages().create(PARAMS).text();
            }
        },
        EVENT {
            @Override
            String answer(int size) {
                return MESSAGE_START + BLOCK_START + text("x".repeat(size)) + STREAM_END;
            }

            @Override
            String take(Claude claude) {
                try (MessageStream stream = claude.messages().stream(PARAMS)) {
                    return stream.message().text();
                }
            }
        },
        PUSHED_EVENT {
            @Override
            String answer(int size) {
                return EVENT.answer(size);
            }

            @Override
            String take(Claude claude) {
                return new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text();
            }
        },
        MANY_EVENTS {
            @Override
            String answer(int size) {
                return MESSAGE_START
                        + BLOCK_START
                        + text("x").repeat(size / text("x").length())
                        + STREAM_END;
            }

            @Override
            String take(Claude claude) {
                return EVENT.take(claude);
            }
        },
        LINE {
            @Override
            String answer(int size) {
                return "{\"custom_id\":\"" + "x".repeat(size - 16) + "\"}\n";
            }

            @Override
            String take(Claude claude) {
                try (JsonLines<MessageBatchIndividualResponse> lines =
                        claude.messages().batches().results("b")) {
                    return lines.iterator().next().customId();
                }
            }
        };

        abstract String answer(int size);

        abstract String take(Claude claude);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private void then(String body) {
        server.then(connection -> connection
                .head(200, "content-length: " + body.length(), "content-type: text/event-stream")
                .write(body));
    }

    @ParameterizedTest
    @EnumSource
    void answerThatIsLarger_endsItsCall_namingTheOption(Way way) {
        then(way.answer(2 * MOST));
        then(way.answer(MOST / 2));

        assertThatThrownBy(() -> way.take(claude))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("larger than 2000 bytes")
                .hasMessageContaining("maxAnswerSize");
        assertThat(way.take(claude)).startsWith("xxx");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aCall_mayHaveABoundOfItsOwn(Way way) {
        then(way.answer(2 * MOST));
        then(way.answer(MOST / 2));

        assertThat(way.take(claude.with(o -> o.maxAnswerSize(20 * MOST)))).startsWith("xxx");
        assertThatThrownBy(() -> way.take(claude.with(o -> o.maxAnswerSize(100))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void wholeAnswerAndLine_ofJustTheSize_areTaken() {
        then(Way.WHOLE.answer(MOST));
        then(Way.WHOLE.answer(MOST + 1));
        then(Way.LINE.answer(MOST));
        then(Way.LINE.answer(MOST + 2));

        assertThat(Way.WHOLE.take(claude)).isNotEmpty();
        assertThatThrownBy(() -> Way.WHOLE.take(claude)).hasMessageContaining("larger than 2000 bytes");
        assertThat(Way.LINE.take(claude)).isNotEmpty();
        assertThatThrownBy(() -> Way.LINE.take(claude)).hasMessageContaining("line 1 of the answer is larger");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 500, 1_500})
    void events_thatFit_areTakenWhateverRoomThereIs(int length) {
        String events = "data: {\"type\":\"a\",\"text\":\"" + "x".repeat(length) + "\"}\n\n";
        then(events.repeat(20));

        assertThat(claude.http().stream("/v1/x", JsonObject.of())).hasSize(20);
    }

    @Test
    void lineThatIsTooLarge_endsTheLines() {
        then(Way.LINE.answer(500) + Way.LINE.answer(3 * MOST) + Way.LINE.answer(500));
        try (JsonLines<MessageBatchIndividualResponse> lines =
                claude.messages().batches().results("b")) {
            Iterator<MessageBatchIndividualResponse> each = lines.iterator();
            each.next();

            assertThatThrownBy(each::next)
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("line 2 of the answer");
            assertThatThrownBy(each::next).isInstanceOf(InvalidDataException.class);
        }
    }

    @Test
    void compressedAnswer_countsAsItIsHeld() throws IOException {
        byte[] small = gzip(Way.WHOLE.answer(50 * MOST));
        server.then(connection -> connection
                .head(200, "content-length: " + small.length, "content-encoding: gzip")
                .write(small));

        assertThat(small.length).isLessThan(MOST);
        assertThatThrownBy(() -> Way.WHOLE.take(claude)).isInstanceOf(InvalidDataException.class);
    }

    @Test
    void errors_andDownloadsThatAreNotHeld_andStreamsOfSessions_areNotMeant() {
        server.thenJson(400, ScriptedServer.error("invalid_request_error").replace("no luck", "x".repeat(3 * MOST)))
                .thenJson(200, "x".repeat(3 * MOST))
                .thenJson(200, "x".repeat(3 * MOST))
                .thenEvents("data: {\"type\":\"session.status_idle\"}\n\n".repeat(MOST));

        assertThatThrownBy(() -> Way.WHOLE.take(claude))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        e -> assertThat(e.apiMessage().orElse("")).hasSize(3 * MOST));
        assertThat(claude.files().download("f").writeTo(OutputStream.nullOutputStream()))
                .isEqualTo(3 * MOST);
        assertThatThrownBy(() -> claude.files().download("f").bytes())
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("maxAnswerSize");
        assertThat(claude.sessions().events().stream("s")).hasSize(MOST);
    }

    @Test
    void size_thatIsNone_isRefused() {
        for (long bytes : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> claude.with(o -> o.maxAnswerSize(bytes)))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessage("maxAnswerSize: expected 1 byte or more, found " + bytes);
        }
        then(STREAM);
        assertThat(Way.EVENT.take(claude.with(o -> o.maxAnswerSize(Long.MAX_VALUE))))
                .isEqualTo("Hello");
    }
}
