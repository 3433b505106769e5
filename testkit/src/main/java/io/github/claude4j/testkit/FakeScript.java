package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.api.Plan;
import io.github.claude4j.testkit.internal.api.Script;
import io.github.claude4j.testkit.internal.api.StepReader;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeClaude} is told to answer, and how. Every method returns the fake. */
public abstract sealed class FakeScript permits FakeClaude {
    private final Script script = new Script();

    FakeScript() {}

    abstract FakeClaude self();

    Script script() {
        return script;
    }

    /**
     * Makes the next step of the script apply to other requests than {@code POST /v1/messages}:
     * {@code fake.at("GET", "/v1/models").fail(429)}.
     */
    public FakeClaude at(String verb, String pathPrefix) {
        script.target(verb, pathPrefix);
        return self();
    }

    /** Answers with this text. */
    public FakeClaude reply(String text) {
        return reply(Blocks.message(Blocks.text(text)));
    }

    /**
     * Answers with this message. It may be a part of one: what it lacks, such as the id, the model, the stop reason or
     * the usage, is what the API would say.
     */
    public FakeClaude reply(JsonObject message) {
        script.add((endpoints, request, body) -> endpoints.messages().answer(body, message));
        return self();
    }

    /**
     * Answers with a message composed block by block, such as one with server tools and citations:
     * {@code fake.reply(a -> a.webSearch("news", "https://example.com/").text("Nothing new."))}.
     */
    public FakeClaude reply(Consumer<? super FakeAnswer> answer) {
        return reply(FakeAnswer.message(answer));
    }

    /** Answers with the default answer; with faults before it this scripts a default answer that fails that way. */
    public FakeClaude replyDefault() {
        script.add(Plan.Source.DEFAULT);
        return self();
    }

    /** Answers with the call of a tool. */
    public FakeClaude replyToolUse(String name, JsonObject input) {
        return reply(Blocks.message(Blocks.toolUse(name, input)));
    }

    /** Answers with thinking before the text. */
    public FakeClaude replyThinking(String thinking, String text) {
        return reply(Blocks.message(Blocks.thinking(thinking), Blocks.text(text)));
    }

    /** Answers with exactly these server-sent events. */
    public FakeClaude replyEvents(JsonObject... events) {
        Answer answer = Answer.events(List.of(events));
        script.add((endpoints, request, body) -> answer);
        return self();
    }

    /**
     * Answers with anything.
     *
     * @param headers more headers: name, value, name, value
     * @throws IllegalArgumentException when the last name has no value
     */
    public FakeClaude replyRaw(int status, String contentType, String body, String... headers) {
        if (headers.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "headers: expected a value after each name, found none after " + headers[headers.length - 1]);
        }
        FakeResponse response = FakeResponse.of(status, contentType, body);
        for (int i = 0; i < headers.length; i += 2) {
            response = response.header(headers[i], headers[i + 1]);
        }
        return reply(response);
    }

    /** Answers with anything. */
    public FakeClaude reply(FakeResponse response) {
        script.addPlain((endpoints, request, body) -> response.answer());
        return self();
    }

    /**
     * Adds the steps that this file holds: a line of JSON each, or a list, in the form that {@code docs/testing.md} tells,
     * which {@code claude4j serve --script} takes too.
     *
     * @throws IllegalArgumentException when one of them is no step; its message says which and why
     * @throws UncheckedIOException when the file cannot be read
     */
    public FakeClaude script(Path file) {
        try {
            script.add(StepReader.read(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        return self();
    }

    /**
     * From now on answers messages with what this function makes of the request's body: a message or a part of one, as
     * {@link #reply(JsonObject)} takes it, or null to leave the request to others. Scripted steps go first.
     * Requests that come at the same time are given to it at the same time.
     */
    public FakeClaude onMessage(Function<JsonObject, ? extends @Nullable JsonObject> rule) {
        script.messageRule(rule);
        return self();
    }

    /**
     * From now on answers requests of this verb, on paths that begin like this, with what this function says; null
     * leaves the request to others. It goes before everything else, checks too.
     */
    public FakeClaude on(
            String verb, String pathPrefix, Function<RecordedRequest, ? extends @Nullable FakeResponse> rule) {
        script.rule(verb, pathPrefix, request -> {
            FakeResponse response = rule.apply(new RecordedRequest(request));
            return response == null ? null : response.answer();
        });
        return self();
    }

    /** Fails with this status and what the API says under it; 529 is "Overloaded". */
    public FakeClaude fail(int status) {
        return reply(FakeResponse.error(status));
    }

    /** Fails with this status and says when to try again. */
    public FakeClaude fail(int status, Duration retryAfter) {
        return reply(FakeResponse.error(status).retryAfter(retryAfter));
    }

    /** Fails with this status, type and message. */
    public FakeClaude failWith(int status, String errorType, String message) {
        return reply(FakeResponse.error(status, errorType, message));
    }

    /** Fails with a page of a proxy: HTML instead of JSON, without any of the API's headers. */
    public FakeClaude htmlError(int status) {
        return reply(FakeResponse.of(status, "text/html", ApiErrors.htmlPage(status)));
    }

    /** Takes the next request and never answers it. */
    public FakeClaude stall() {
        script.end(Delivery.End.STALL, Delivery.BEFORE_HEAD);
        return self();
    }

    /** Resets the connection instead of answering the next request. */
    public FakeClaude reset() {
        script.end(Delivery.End.RESET, Delivery.BEFORE_HEAD);
        return self();
    }

    /** Waits before the answer's first byte. */
    public FakeClaude slowFirstByte(Duration delay) {
        Numbers.notNegative("delay", delay);
        return fault(delivery -> delivery.firstByteDelay = delay);
    }

    /** Waits between the events of a stream. */
    public FakeClaude eventDelay(Duration delay) {
        Numbers.notNegative("delay", delay);
        return fault(delivery -> delivery.eventDelay = delay);
    }

    /** Closes the connection after so many events; an answer that is no stream is cut in the middle of its body. */
    public FakeClaude cutAfter(int events) {
        return end(Delivery.End.CUT, events);
    }

    /** Ends the stream after so many events as if that were all: nothing but the missing message_stop shows it. */
    public FakeClaude endAfter(int events) {
        return end(Delivery.End.EARLY, events);
    }

    /** Resets the connection after so many events. */
    public FakeClaude resetAfter(int events) {
        return end(Delivery.End.RESET, events);
    }

    /** Closes the connection in the middle of the event that comes after so many. */
    public FakeClaude halfEvent(int events) {
        return end(Delivery.End.HALF_EVENT, events);
    }

    /** Sends nothing more after so many events, and keeps the connection open. */
    public FakeClaude stallAfter(int events) {
        return end(Delivery.End.STALL, events);
    }

    /** Ends the stream with an error event after so many events; an answer that is no stream becomes that error. */
    public FakeClaude streamError(String errorType, int afterEvents) {
        end(Delivery.End.ERROR, afterEvents);
        return fault(delivery -> delivery.errorType = errorType);
    }

    /** Promises a longer body than comes, and then closes the connection. */
    public FakeClaude wrongLength() {
        return fault(delivery -> delivery.wrongLength = true);
    }

    /** Sends so many more pings after the first event. */
    public FakeClaude pings(int count) {
        Numbers.notNegative("count", count);
        return fault(delivery -> delivery.pings = count);
    }

    /** Sends an event of a type that no client knows after the first event. */
    public FakeClaude unknownEvent() {
        return fault(delivery -> delivery.unknownEvent = true);
    }

    /** Sends the first event twice. */
    public FakeClaude duplicateEvent() {
        return fault(delivery -> delivery.duplicateEvent = true);
    }

    /** Makes the first event's line longer by so many bytes, in a field that no client knows. */
    public FakeClaude hugeLine(int bytes) {
        Numbers.notNegative("bytes", bytes);
        return fault(delivery -> delivery.hugeLine = bytes);
    }

    /** Ends the lines of a stream with CR LF. */
    public FakeClaude crlf() {
        return fault(delivery -> delivery.crlf = true);
    }

    /** Leaves out the {@code event:} lines, as some gateways do. */
    public FakeClaude noEventNames() {
        return fault(delivery -> delivery.noEventNames = true);
    }

    private FakeClaude fault(Consumer<Delivery> fault) {
        script.fault(fault);
        return self();
    }

    private FakeClaude end(Delivery.End end, int events) {
        Numbers.notNegative("events", events);
        script.end(end, events);
        return self();
    }
}
