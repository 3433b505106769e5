package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.testkit.internal.server.Received;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys and tokens that requests bring as they are. Any is good. */
final class Bearer {
    private static final String BEGINNING = "Bearer ";

    private Bearer() {}

    static boolean isIn(Received request) {
        String authorization = request.header("authorization").orElse("");
        return authorization.startsWith(BEGINNING) && authorization.length() > BEGINNING.length();
    }

    /** The headers of a request that the cloud took, with what the API wants to see of who sends it. */
    static Map<String, List<String>> known(Received request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.put("authorization", List.of(BEGINNING + "sk-ant-fake"));
        return headers;
    }
}
