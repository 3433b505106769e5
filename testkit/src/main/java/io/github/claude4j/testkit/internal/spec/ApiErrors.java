package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonObject;

/** The API's errors, as it words them. */
public final class ApiErrors {
    private ApiErrors() {}

    /** The body of an error; its {@code request_id} is set when it is sent. */
    public static JsonObject body(String type, String message) {
        return JsonObject.of("type", "error", "error", JsonObject.of("type", type, "message", message));
    }

    /** The type that goes with a status. */
    public static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    /** The status that goes with a type. */
    public static int status(String type) {
        return switch (type) {
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
    }

    /** What the API says under a status. */
    public static String message(int status) {
        return switch (status) {
            case 401 -> "invalid x-api-key";
            case 402 -> "Your credit balance is too low to access the Claude API.";
            case 403 -> "Your API key does not have permission to use the specified resource.";
            case 404 -> "Not found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request timed out";
            case 409 -> "The request conflicts with another one.";
            case 413 -> "Request exceeds the maximum size";
            case 429 -> "This request would exceed your organization's rate limit.";
            case 504 -> "The request timed out while it was processed.";
            case 529 -> "Overloaded";
            default -> status < 500 ? "The request is invalid." : "Internal server error";
        };
    }

    /** The page that a proxy in front of the API sends when it has lost it. */
    public static String htmlPage(int status) {
        String title = status + (status == 502 ? " Bad Gateway" : status == 503 ? " Service Unavailable" : " Error");
        return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
    }
}
