package io.github.claude4j.internal.call;

import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import java.util.List;

/** What is taken out of a request before it departs. */
final class Outbound {
    private static final List<String> KEYS = List.of("authorization", "x-api-key");

    private Outbound() {}

    /** Headers that the environment says for the API may hold a key of it, which no other place is to see. */
    static Request withoutKeysOfTheApi(Request request) {
        Request left = request;
        for (String name : KEYS) {
            String value = request.headers().first(name).orElse("");
            if (value.startsWith("sk-ant-") || value.startsWith("Bearer sk-ant-")) {
                left = left.withHeaders(left.headers().toBuilder().remove(name).build());
            }
        }
        return left;
    }

    /** How a message is framed is the transport's to say, and it says just that; signers name it because they sign it. */
    static Request withoutFraming(Request request) {
        Headers headers = request.headers();
        boolean host = headers.first("host")
                .filter(given -> given.equalsIgnoreCase(request.url().getRawAuthority()))
                .isPresent();
        if (!host && !headers.has("content-length") && !headers.has("transfer-encoding")) {
            return request;
        }
        Headers.Builder left = headers.toBuilder().remove("content-length").remove("transfer-encoding");
        return request.withHeaders((host ? left.remove("host") : left).build());
    }
}
