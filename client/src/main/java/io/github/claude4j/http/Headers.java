package io.github.claude4j.http;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP headers: immutable, in order, names without regard to case. {@code toString()} shows the values of those that are known to
 * hold no credential, and {@code ***} for all others: every gateway has a header of its own for its keys.
 */
public final class Headers {
    private static final Set<String> SHOWN = Set.of(
            "accept",
            "accept-encoding",
            "age",
            "anthropic-beta",
            "anthropic-organization-id",
            "anthropic-user-profile-id",
            "anthropic-version",
            "anthropic-workspace-id",
            "cache-control",
            "cf-cache-status",
            "cf-ray",
            "connection",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-type",
            "date",
            "expires",
            "host",
            "keep-alive",
            "last-modified",
            "request-id",
            "retry-after",
            "retry-after-ms",
            "server",
            "strict-transport-security",
            "traceparent",
            "transfer-encoding",
            "user-agent",
            "vary",
            "via",
            "x-amzn-errortype",
            "x-amzn-requestid",
            "x-cloud-trace-context",
            "x-content-type-options",
            "x-envoy-upstream-service-time",
            "x-request-id",
            "x-should-retry");

    private static final List<String> SHOWN_BEGINNINGS = List.of("anthropic-ratelimit-", "anthropic-priority-");

    private static final Headers NONE = new Headers(new String[0]);

    /** Name, value, name, value and so on. */
    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /** No headers. */
    public static Headers of() {
        return NONE;
    }

    /**
     * Headers from names and values in turn.
     *
     * @throws InvalidParamsException for a name or value that HTTP does not allow
     */
    public static Headers of(String... namesAndValues) {
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** The headers that the JDK's client read; pseudo headers of HTTP/2, which are none, are left out. */
    public static Headers of(HttpHeaders given) {
        Map<String, List<String>> headers = given.map();
        if (headers.containsKey(":status")) {
            headers = new TreeMap<>(headers);
            headers.keySet().removeIf(name -> name.startsWith(":"));
        }
        int count = 0;
        for (List<String> values : headers.values()) {
            count += values.size();
        }
        String[] pairs = new String[count * 2];
        int next = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                pairs[next++] = header.getKey();
                pairs[next++] = value;
            }
        }
        return new Headers(pairs);
    }

    /** Headers of an answer as they came, names and values in turn, for transports: nothing is checked, for nothing goes out again. */
    public static Headers ofAnswer(String... namesAndValues) {
        return new Headers(namesAndValues.clone());
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.pairs.addAll(Arrays.asList(pairs));
        return builder;
    }

    /** The first value of this header; empty where it is absent. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(get(name));
    }

    private @Nullable String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** All values of this header. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                values.add(pairs[i + 1]);
            }
        }
        return values;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /**
     * Whether the length that these give, if any, can be one: transports refuse an answer where it cannot, because nobody knows
     * where that ends.
     */
    public boolean haveSoundLength() {
        String first = null;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase("content-length")) {
                String length = pairs[i + 1].strip();
                if (!isNumber(length) || (first != null && !first.equals(length))) {
                    return false;
                }
                first = length;
            }
        }
        return true;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() < 20;
    }

    /** Visits every name and value, in order. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** Whether this can be sent: answers may have any text, requests ASCII alone. */
    public static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** On the way out the JDK would put question marks in the place of what is not ASCII. */
    void checkAscii() {
        for (int i = 1; i < pairs.length; i += 2) {
            if (!isAscii(pairs[i])) {
                throw new InvalidParamsException(pairs[i - 1] + ": expected a value of ASCII characters, found others");
            }
        }
    }

    /** What a list such as that of {@code anthropic-beta} consists of; nothing between two commas is nothing. */
    public static List<String> words(String value) {
        List<String> words = new ArrayList<>(2);
        for (String word : value.split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    /** Whether headers of this name are known to hold no credential, so that {@code toString()} shows their values. */
    public static boolean isShown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SHOWN.contains(lower) || SHOWN_BEGINNINGS.stream().anyMatch(lower::startsWith);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(": ")
                .append(isShown(name) ? value : "***"));
        return text.toString();
    }

    /** Collects headers. */
    public static final class Builder {
        private final List<String> pairs = new ArrayList<>(24);

        Builder() {}

        /**
         * Sets a header, replacing any of that name.
         *
         * @throws InvalidParamsException for a name or value that HTTP does not allow
         */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /**
         * Adds a header beside any of that name.
         *
         * @throws InvalidParamsException for a name or value that HTTP does not allow
         */
        public Builder add(String name, String value) {
            if (!isName(name)) {
                throw new InvalidParamsException("header: expected a name as HTTP allows it, found \"" + name + "\"");
            }
            if (!isValue(value)) {
                throw new InvalidParamsException(name + ": expected a value in one line, found control characters");
            }
            pairs.add(name);
            pairs.add(value);
            return this;
        }

        private static boolean isName(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c <= ' ' || c >= 127 || c == ':') {
                    return false;
                }
            }
            return !name.isEmpty();
        }

        private static boolean isValue(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c == 127) {
                    return false;
                }
            }
            return true;
        }

        /** Removes every header of this name. */
        public Builder remove(String name) {
            for (int i = pairs.size() - 2; i >= 0; i -= 2) {
                if (pairs.get(i).equalsIgnoreCase(name)) {
                    pairs.subList(i, i + 2).clear();
                }
            }
            return this;
        }

        /** Sets each of these headers. */
        public Builder setAll(Headers headers) {
            headers.forEach(this::set);
            return this;
        }

        public Headers build() {
            return pairs.isEmpty() ? NONE : new Headers(pairs.toArray(new String[0]));
        }
    }
}
