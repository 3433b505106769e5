package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import java.time.Duration;
import java.util.List;

/** What {@link FakeClaude} answers to one request. */
public final class FakeResponse {
    private final Answer answer;

    FakeResponse(Answer answer) {
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** A success with this JSON. */
    public static FakeResponse json(JsonObject body) {
        return new FakeResponse(Answer.json(body));
    }

    /** A text of any kind under any status from 200 to 599. */
    public static FakeResponse of(int status, String contentType, String body) {
        Numbers.within("status", status, 200, 599);
        return new FakeResponse(Answer.of(status, contentType, body));
    }

    /** Bytes of any kind under any status from 200 to 599. */
    public static FakeResponse of(int status, String contentType, byte[] body) {
        Numbers.within("status", status, 200, 599);
        return new FakeResponse(Answer.of(status, contentType, body.clone()));
    }

    /** Server-sent events, one for each object; its {@code type} is the event's name. */
    public static FakeResponse events(JsonObject... events) {
        return new FakeResponse(Answer.events(List.of(events)));
    }

    /**
     * An error as the API words it, with the type and the message that go with its status.
     *
     * @param status 400 to 599
     */
    public static FakeResponse error(int status) {
        Numbers.within("status", status, 400, 599);
        return new FakeResponse(Answer.error(status));
    }

    /**
     * An error in the API's shape.
     *
     * @param status 400 to 599
     */
    public static FakeResponse error(int status, String errorType, String message) {
        Numbers.within("status", status, 400, 599);
        return new FakeResponse(Answer.error(status, errorType, message));
    }

    /**
     * The same answer with that header.
     *
     * @throws IllegalArgumentException when it is none, or one that says where the answer ends, such as content-length
     */
    public FakeResponse header(String name, String value) {
        return new FakeResponse(answer.ownHeader(name, value));
    }

    /**
     * The same answer, saying when to try again. The API gives whole seconds; for parts of one {@code retry-after-ms}
     * is added.
     */
    public FakeResponse retryAfter(Duration wait) {
        Numbers.notNegative("retryAfter", wait);
        return new FakeResponse(answer.retryAfter(wait));
    }

    /** The same answer under that status, from 200 to 599. */
    public FakeResponse status(int other) {
        Numbers.within("status", other, 200, 599);
        return new FakeResponse(answer.status(other));
    }
}
