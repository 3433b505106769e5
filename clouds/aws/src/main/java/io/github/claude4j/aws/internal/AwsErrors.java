package io.github.claude4j.aws.internal;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.Locale;

/** What AWS says of errors, as the API says it. */
public final class AwsErrors {
    private AwsErrors() {}

    /** How AWS names an error, without what it puts around that name; empty where only the body may say. */
    public static String type(Headers headers) {
        return name(headers.first("x-amzn-errortype").orElse(""));
    }

    /** {@code ThrottlingException:http://…} and {@code com.amazon.coral#ThrottlingException} are both the same. */
    private static String name(String text) {
        String cut = text.indexOf(':') < 0 ? text : text.substring(0, text.indexOf(':'));
        return cut.substring(cut.indexOf('#') + 1).strip();
    }

    /** The error as the API would tell it; as it came where it has that form, or AWS has not made it. */
    public static Response translated(Response error) throws IOException {
        JsonObject body = json(error);
        String type = type(error.headers());
        if (type.isEmpty()) {
            type = name(body.get("__type") instanceof String text ? text : "");
        }
        String message = body.get("message") instanceof String text
                ? text
                : body.get("Message") instanceof String other ? other : "";
        boolean ofAws = !"error".equals(body.get("type")) && !(type.isEmpty() && message.isEmpty());
        if (!ofAws) {
            return error;
        }
        Headers headers = error.headers();
        if (error.status() == 424 && !headers.has("x-should-retry")) {
            // The model failed, and AWS asks to try again.
            headers = headers.toBuilder().set("x-should-retry", "true").build();
        }
        return error.withHeaders(headers).withError(text(type, message));
    }

    private static JsonObject json(Response error) throws IOException {
        try {
            return JsonObject.parse(error.bytes());
        } catch (InvalidDataException e) {
            return JsonObject.of();
        }
    }

    /** An error that is known by its name alone, as in a stream. */
    public static JsonObject of(String type, String message) {
        String ours = switch (type.toLowerCase(Locale.ROOT).replace("exception", "")) {
            case "validation" -> "invalid_request_error";
            case "accessdenied", "expiredtoken", "unrecognizedclient" -> "permission_error";
            case "resourcenotfound" -> "not_found_error";
            case "modeltimeout" -> "timeout_error";
            case "throttling", "modelnotready" -> "rate_limit_error";
            case "serviceunavailable" -> "overloaded_error";
            default -> "api_error";
        };
        return JsonObject.of("type", "error", "error", JsonObject.of("type", ours, "message", text(type, message)));
    }

    private static String text(String type, String message) {
        return type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message;
    }
}
