package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.internal.call.CallRunner;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** What came as a whole, and what it is read as. */
final class Answer {
    private final Ask ask;
    private final CallRunner runner;
    private final ResponseInfo info;
    private final byte[] bytes;

    Answer(Ask ask, CallRunner runner, Response response) throws IOException {
        this.ask = ask;
        this.runner = runner;
        this.info = runner.call().info(response);
        this.bytes = response.bytes();
    }

    ResponseInfo info() {
        return info;
    }

    byte[] bytes() {
        return bytes;
    }

    Optional<JsonObject> jsonIfAny() {
        boolean none = bytes.length == 0 || Json.parse(bytes, runner::look) == null;
        return none ? Optional.empty() : Optional.of(json());
    }

    JsonObject json() {
        // 12.
        Object json;
        try {
            json = Json.parse(bytes, runner::look);
        } catch (InvalidDataException e) {
            String type = info.headers().first("content-type").orElse("of no known type");
            String problem = type.contains("json") ? e.getMessage() : "the answer is no JSON but " + type;
            throw new InvalidDataException(ask.operation() + ": " + problem, e);
        }
        if (json instanceof JsonObject object) {
            runner.deliverWhole(object);
            ask.answered(object);
            return object.withOrigin(info);
        }
        throw new InvalidDataException(
                ask.operation() + ": expected an object as the answer, found " + Json.kind(json));
    }
}
