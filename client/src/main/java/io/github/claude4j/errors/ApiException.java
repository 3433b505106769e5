package io.github.claude4j.errors;

import io.github.claude4j.http.Headers;
import io.github.claude4j.http.RateLimits;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API answered with an error. Its subclasses are the ones that programs tell apart; anything else is this class
 * itself.
 */
public class ApiException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient @Nullable Headers headers;
    private final transient @Nullable JsonObject body;
    private final boolean retryable;

    ApiException(Answer answer) {
        super(answer.message());
        this.status = answer.status;
        this.headers = answer.headers;
        this.body = answer.body;
        this.retryable = answer.retryable();
    }

    /**
     * The exception for an error answer.
     *
     * @param body the answer as JSON; null where it was none, as from a proxy
     */
    public static ApiException of(int status, Headers headers, @Nullable JsonObject body) {
        return of(status, headers, body, "", "");
    }

    /**
     * The exception for an error answer.
     *
     * @param body the answer as JSON; null where it was none, as from a proxy
     * @param hint what to check, behind what the API said; may be empty
     * @param called what was called and where, behind that; may be empty
     */
    public static ApiException of(int status, Headers headers, @Nullable JsonObject body, String hint, String called) {
        Answer answer = new Answer(
                status,
                Objects.requireNonNull(headers, "headers"),
                body,
                Objects.requireNonNull(hint, "hint"),
                Objects.requireNonNull(called, "called"));
        return switch (status) {
            case 400 -> new BadRequestException(answer);
            case 401 -> new AuthenticationException(answer);
            case 403 -> new PermissionDeniedException(answer);
            case 404 -> new NotFoundException(answer);
            case 409 -> new ConflictException(answer);
            case 413 -> new RequestTooLargeException(answer);
            case 422 -> new UnprocessableEntityException(answer);
            case 429 -> new RateLimitException(answer);
            case 529 -> new OverloadedException(answer);
            default -> status >= 500 ? new InternalServerException(answer) : new ApiException(answer);
        };
    }

    /** The exception for an {@code error} event inside a stream: the same as for an error answer of that type. */
    public static ApiException ofEvent(JsonObject event, Headers headers) {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(headers, "headers");
        int status = switch (new Answer(0, headers, event).type().orElse("")) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "conflict_error" -> 409;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
        return of(status, headers, event);
    }

    /** The HTTP status; for an error inside a stream, the one that such an error has otherwise. */
    public int status() {
        return status;
    }

    /** The type of the error, such as {@code invalid_request_error}; empty where the answer was not the API's. */
    public Optional<String> type() {
        return new Answer(status, headers, body).type();
    }

    /** What the API says was wrong, without what {@link #getMessage()} adds; empty where it says nothing. */
    public Optional<String> apiMessage() {
        return new Answer(status, headers, body).apiMessage();
    }

    /** What exactly was wrong, where the API says so. */
    public Optional<ErrorCode> errorCode() {
        return new Answer(status, headers, body).code().map(ErrorCode::of);
    }

    /** The id to give to Anthropic's support. */
    public Optional<String> requestId() {
        return new Answer(status, headers, body).requestId();
    }

    /** The headers of the answer. */
    public Headers headers() {
        return headers == null ? Headers.of() : headers;
    }

    /** The answer's body; empty where it was no JSON object. */
    public Optional<JsonObject> body() {
        return Optional.ofNullable(body);
    }

    /** How much of the account's limits was left. */
    public RateLimits rateLimits() {
        return new ResponseInfo(status, headers(), 1, Duration.ZERO).rateLimits();
    }

    /** Whether the same request may succeed later. The client has repeated it as often as it was allowed to. */
    @Override
    public boolean retryable() {
        return retryable;
    }

    /** How long the API asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return RetryAfter.of(headers());
    }

    /** What was answered, before it is an exception. */
    static final class Answer {
        private final int status;
        private final @Nullable Headers headers;
        private final @Nullable JsonObject body;
        private final String hint;
        private final String called;

        Answer(int status, @Nullable Headers headers, @Nullable JsonObject body) {
            this(status, headers, body, "", "");
        }

        Answer(int status, @Nullable Headers headers, @Nullable JsonObject body, String hint, String called) {
            this.hint = hint;
            this.called = called;
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        private Optional<JsonObject> error() {
            return body != null && body.get("error") instanceof JsonObject error
                    ? Optional.of(error)
                    : Optional.ofNullable(body);
        }

        private Optional<String> text(String name) {
            return error().map(error -> error.get(name) instanceof String text ? text : null);
        }

        /** Gateways write the error as text alone. */
        private Optional<String> plainError() {
            return body != null && body.get("error") instanceof String text ? Optional.of(text) : Optional.empty();
        }

        Optional<String> apiMessage() {
            return text("message").or(this::plainError);
        }

        Optional<String> type() {
            return text("type").filter(type -> !type.isEmpty());
        }

        Optional<String> code() {
            return error().map(error -> error.get("details") instanceof JsonObject details
                            && details.get("error_code") instanceof String code
                    ? code
                    : null);
        }

        Optional<String> requestId() {
            Optional<String> inBody =
                    Optional.ofNullable(body).map(json -> json.get("request_id") instanceof String id ? id : null);
            return inBody.or(() -> header("request-id"));
        }

        boolean retryable() {
            Optional<String> asked = header("x-should-retry");
            if (asked.isPresent()) {
                return asked.get().equals("true");
            }
            Optional<Boolean> decided =
                    code().flatMap(code -> ErrorCode.of(code).retryable());
            if (decided.isPresent()) {
                return decided.get();
            }
            boolean spent =
                    code().filter(code -> code.endsWith("_limit_reached")).isPresent();
            return !spent && (status == 408 || status == 409 || status == 429 || status >= 500);
        }

        private String noJson() {
            Optional<String> elsewhere = header("location");
            if (status >= 300 && status < 400 && elsewhere.isPresent()) {
                return "redirected to " + elsewhere.get() + ", which is not followed; check the base URL";
            }
            return "the answer was no JSON"
                    + header("content-type").map(type -> " but " + type).orElse("")
                    + "; something between here and the API may have made it";
        }

        private Optional<String> header(String name) {
            return Optional.ofNullable(headers).flatMap(all -> all.first(name));
        }

        String message() {
            StringBuilder text = new StringBuilder().append(status);
            if (body == null) {
                text.append(": ").append(noJson());
            } else {
                text.append(type().map(type -> " " + type).orElse(""))
                        .append(": ")
                        .append(apiMessage().orElse("no message"));
            }
            code().ifPresent(code -> text.append(" [").append(code).append(']'));
            if (!hint.isEmpty()) {
                text.append(" (").append(hint).append(')');
            }
            if (status == 407) {
                text.append(" (check the user and the password for the proxy)");
            }
            if (!called.isEmpty()) {
                text.append("; ").append(called);
            }
            requestId().ifPresent(id -> text.append(" (request ").append(id).append(')'));
            return text.toString();
        }
    }
}
