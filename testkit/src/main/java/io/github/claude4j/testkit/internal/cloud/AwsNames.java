package io.github.claude4j.testkit.internal.cloud;

/** How AWS calls the errors of the API, and which status it gives them. */
final class AwsNames {
    private AwsNames() {}

    /** A name that is none of the API's is AWS's own already. */
    static String of(String type) {
        return switch (type) {
            case "invalid_request_error", "request_too_large" -> "ValidationException";
            case "authentication_error" -> "UnrecognizedClientException";
            case "permission_error" -> "AccessDeniedException";
            case "not_found_error" -> "ResourceNotFoundException";
            case "rate_limit_error" -> "ThrottlingException";
            case "overloaded_error" -> "ServiceUnavailableException";
            case "timeout_error" -> "ModelTimeoutException";
            case "api_error" -> "InternalServerException";
            default -> type;
        };
    }

    static int status(int status) {
        return switch (status) {
            case 401 -> 403;
            case 413 -> 400;
            case 504 -> 408;
            case 529 -> 503;
            default -> status;
        };
    }
}
