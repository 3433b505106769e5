package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that was received. */
public final class Received {
    private static final int MOST_SHOWN = 500;

    private final String method;
    private final String target;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final @Nullable Received wire;

    public Received(String method, String target, Map<String, List<String>> headers, byte[] body) {
        this(method, target, headers, body, null);
    }

    /**
     * What a request asks for where it came in another form.
     *
     * @param wire as it came; null where that is this
     */
    public Received(
            String method, String target, Map<String, List<String>> headers, byte[] body, @Nullable Received wire) {
        int mark = target.indexOf('?');
        this.method = method;
        this.target = target;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? Map.of() : parseQuery(target.substring(mark + 1));
        this.headers = headers;
        this.body = body;
        this.wire = wire;
    }

    /** The request as it came, which a cloud may have in a form of its own. */
    public Received wire() {
        return wire == null ? this : wire;
    }

    /** The verb, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path as it was sent, without the query, such as {@code /v1/messages}. */
    public String path() {
        return path;
    }

    /** The path and the query, as they were sent. */
    public String target() {
        return target;
    }

    /** The path's segments, decoded. */
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(decode(segment.replace("+", "%2B")));
        }
        return segments;
    }

    /** The values of each query parameter, decoded, in the order in which they came. */
    public Map<String, List<String>> query() {
        return query;
    }

    /** The values of each header; names are found in any case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of this header; its name may be in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /** The values of a header that holds a list, whether they came in one line or in several. */
    public List<String> listed(String name) {
        List<String> values = new ArrayList<>();
        for (String line : headers.getOrDefault(name, List.of())) {
            for (String value : line.split(",", -1)) {
                values.add(value.strip());
            }
        }
        return values;
    }

    /** The body as it was sent, which must not be changed; empty when there was none. */
    public byte[] body() {
        return body;
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws InvalidDataException when it is no JSON object
     */
    public JsonObject json() {
        return JsonObject.parse(body);
    }

    /** The name of the operation that was called, such as {@code messages.create}; empty when there is none. */
    public Optional<String> operation() {
        return Optional.ofNullable(Spec.get().match(method, segments())).map(SpecOperation::name);
    }

    /** The values of each name in a query or a form, decoded, in the order in which they came. */
    public static Map<String, List<String>> parseQuery(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return query;
    }

    /** What is no valid escape stays as it came: the answer to it is a 404 or a 400, not a broken connection. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The request line and the body in one line, without secrets, for messages of failing assertions. */
    @Override
    public String toString() {
        String text = bodyForPeople();
        return method + " " + target + (text.isEmpty() ? "" : " " + text);
    }

    /** The names of the parts, and of the files among them. */
    private String parts(String contentType) {
        try {
            String parts = Multipart.parse(contentType, body).stream()
                    .map(part -> part.filename() == null ? part.name() : part.name() + " = " + part.filename())
                    .collect(Collectors.joining(", "));
            return ": " + parts;
        } catch (Refusal e) {
            return ", malformed";
        }
    }

    private String bodyForPeople() {
        if (body.length == 0) {
            return "";
        }
        String type = header("content-type").orElse("");
        if (type.startsWith("multipart/")) {
            return "(" + body.length + " bytes of " + type.split(";", 2)[0] + parts(type) + ")";
        }
        String text;
        try {
            text = json().toString();
        } catch (InvalidDataException e) {
            text = text();
        }
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    }
}
