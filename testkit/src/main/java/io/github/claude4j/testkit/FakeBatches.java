package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.things.BatchScript;
import java.time.Duration;

/**
 * What becomes of the requests in a fake's batches: {@code fake.batches().fail("b", 529).expire("c")}.
 *
 * <p>Each method scripts the result of one request with this custom id, in the next batch that has one; sent again, the
 * request is answered as usual. Without a script a request gets what the same request would get by itself. A batch that
 * is canceled cancels what is not scripted: scripted results count as given before.
 */
public final class FakeBatches {
    private final BatchScript script;

    FakeBatches(BatchScript script) {
        this.script = script;
    }

    /**
     * How long batches that are created from now on are in progress, by the fake's clock:
     * {@code fake.batches().takes(Duration.ofHours(1))}, and then {@link FakeClaude#advance(Duration)}. After a day
     * they expire. Zero, the default, means that a batch has ended when it is looked at after its creation.
     */
    public FakeBatches takes(Duration time) {
        Numbers.notNegative("time", time);
        script.takes(time);
        return this;
    }

    /** Answers the request with this text. */
    public FakeBatches reply(String customId, String text) {
        return reply(customId, Blocks.message(Blocks.text(text)));
    }

    /** Answers the request with this message or part of one, as {@link FakeScript#reply(JsonObject)} takes it. */
    public FakeBatches reply(String customId, JsonObject message) {
        return add(customId, JsonObject.of("type", "succeeded", "message", message));
    }

    /** Fails the request with what the API says under this status; 529 is "Overloaded". */
    public FakeBatches fail(String customId, int status) {
        Numbers.within("status", status, 400, 599);
        return failWith(customId, ApiErrors.type(status), ApiErrors.message(status));
    }

    /** Fails the request with this type and message. */
    public FakeBatches failWith(String customId, String errorType, String message) {
        return add(customId, JsonObject.of("type", "errored", "error", ApiErrors.body(errorType, message)));
    }

    /** Lets the request expire, as if its turn had not come within a day. */
    public FakeBatches expire(String customId) {
        return add(customId, JsonObject.of("type", "expired"));
    }

    /** Cancels the request. */
    public FakeBatches cancel(String customId) {
        return add(customId, JsonObject.of("type", "canceled"));
    }

    private FakeBatches add(String customId, JsonObject result) {
        script.add(customId, result);
        return this;
    }
}
