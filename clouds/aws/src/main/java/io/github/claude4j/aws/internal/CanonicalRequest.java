package io.github.claude4j.aws.internal;

import io.github.claude4j.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request in the one form that both sides sign. */
public final class CanonicalRequest {
    /** What others on the way may change, or set for themselves: framing, encodings, and the places in traces that agents write. */
    private static final Set<String> UNSIGNED = Set.of(
            "accept-encoding",
            "b3",
            "baggage",
            "connection",
            "expect",
            "keep-alive",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "uber-trace-id",
            "upgrade",
            "user-agent",
            "x-amzn-trace-id",
            "x-cloud-trace-context");

    private static final String[] UNSIGNED_BEGINNINGS = {"proxy-", "x-b3-", "x-datadog-", "ot-tracer-", "uberctx-"};

    private final String text;
    private final String signedHeaders;

    /**
     * The request that is sent.
     *
     * @param path as it is sent; it is encoded once more
     * @param query as it is sent, without the question mark; empty for none
     * @param headers with that of the host
     * @param bodyHash SHA-256 of the body, in hexadecimal digits
     */
    public CanonicalRequest(String method, String path, String query, Headers headers, String bodyHash) {
        SortedMap<String, String> signed = signed(headers);
        signedHeaders = String.join(";", signed.keySet());
        StringBuilder all = new StringBuilder(512);
        all.append(method).append('\n');
        all.append(Percent.encode(path, "/")).append('\n');
        all.append(sorted(query)).append('\n');
        for (Map.Entry<String, String> header : signed.entrySet()) {
            all.append(header.getKey()).append(':').append(header.getValue()).append('\n');
        }
        text = all.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(bodyHash)
                .toString();
    }

    String text() {
        return text;
    }

    /** The names of the headers that are signed, in order, with semicolons between them. */
    String signedHeaders() {
        return signedHeaders;
    }

    private static SortedMap<String, String> signed(Headers headers) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (isSigned(lower)) {
                String before = signed.get(lower);
                signed.put(lower, before == null ? folded(value) : before + "," + folded(value));
            }
        });
        return signed;
    }

    private static boolean isSigned(String name) {
        for (String beginning : UNSIGNED_BEGINNINGS) {
            if (name.startsWith(beginning)) {
                return false;
            }
        }
        return !UNSIGNED.contains(name);
    }

    /** Without blanks at its ends, and with one in the place of several. */
    private static String folded(String value) {
        StringBuilder folded = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i) == '\t' ? ' ' : value.charAt(i);
            boolean again = c == ' ' && (folded.isEmpty() || folded.charAt(folded.length() - 1) == ' ');
            if (!again) {
                folded.append(c);
            }
        }
        return folded.toString().stripTrailing();
    }

    private record Parameter(String name, String value) implements Comparable<Parameter> {
        static Parameter of(String pair) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            return new Parameter(Percent.encode(Percent.decode(name), ""), Percent.encode(Percent.decode(value), ""));
        }

        @Override
        public int compareTo(Parameter other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : value.compareTo(other.value);
        }
    }

    private static String sorted(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                parameters.add(Parameter.of(pair));
            }
        }
        parameters.sort(null);
        StringBuilder sorted = new StringBuilder(query.length() + 16);
        for (Parameter parameter : parameters) {
            sorted.append(sorted.isEmpty() ? "" : "&")
                    .append(parameter.name)
                    .append('=')
                    .append(parameter.value);
        }
        return sorted.toString();
    }

    /** The path without dots, and without slashes that follow one another: what servers make of it before they look at its signature. */
    public static String normalized(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        boolean folder = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (folder ? "/" : "");
    }
}
