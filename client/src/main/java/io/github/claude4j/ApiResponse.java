package io.github.claude4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** The answer of an endpoint that this version does not know. It is no error: those are thrown. */
public final class ApiResponse {
    private final ResponseInfo response;
    private final byte[] body;

    /** For the client and for tests of what takes one: the answer with this body. */
    public static ApiResponse of(ResponseInfo response, byte[] body) {
        return new ApiResponse(response, body);
    }

    private ApiResponse(ResponseInfo response, byte[] body) {
        this.response = response;
        this.body = body.clone();
    }

    public int status() {
        return response.status();
    }

    public Headers headers() {
        return response.headers();
    }

    /** The id to give to Anthropic's support. */
    public Optional<String> requestId() {
        return response.requestId();
    }

    /** Everything that HTTP said about the answer. */
    public ResponseInfo response() {
        return response;
    }

    /**
     * The body as JSON.
     *
     * @throws InvalidDataException when it is no JSON object
     */
    public JsonObject json() {
        return JsonObject.parse(body).withOrigin(response);
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** The body as it came. */
    public byte[] bytes() {
        return body.clone();
    }

    @Override
    public String toString() {
        return response.status() + ", " + body.length + " bytes";
    }
}
