package io.github.claude4j.lint;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first place where two JSON values differ as text, the order of members included. */
record Difference(String path, String reason, String first, String second) {
    /** So much is shown, a third of it before the difference. */
    private static final int SHOWN = 90;

    static Difference onlyFirst(String path, @Nullable Object value) {
        return new Difference(path, "it is in the first request only", shown(value), "");
    }

    static Difference onlySecond(String path, @Nullable Object value) {
        return new Difference(path, "it is in the second request only", "", shown(value));
    }

    /** Something whose presence alone makes a difference. */
    static Difference alone(String path, String what, String which) {
        return new Difference(path, "only the " + which + " request has " + what, "", "");
    }

    static Optional<Difference> of(String path, @Nullable Object first, @Nullable Object second) {
        if (first instanceof JsonObject one && second instanceof JsonObject other) {
            return ofObjects(path, one, other);
        }
        if (first instanceof JsonArray one && second instanceof JsonArray other) {
            return ofArrays(path, one, other);
        }
        if (Objects.equals(first, second)) {
            return Optional.empty();
        }
        if (first == null) {
            return Optional.of(onlySecond(path, second));
        }
        if (second == null) {
            return Optional.of(onlyFirst(path, first));
        }
        if (first instanceof String one && second instanceof String other) {
            return Optional.of(ofTexts(path, one, other));
        }
        // Bytes and their base64 text are the same.
        return Json.write(first).equals(Json.write(second))
                ? Optional.empty()
                : Optional.of(new Difference(path, "it has another value", shown(first), shown(second)));
    }

    private static Optional<Difference> ofObjects(String path, JsonObject first, JsonObject second) {
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String one = i < first.size() ? first.name(i) : "";
            String other = i < second.size() ? second.name(i) : "";
            if (!one.equals(other)) {
                if (i < first.size() && !second.has(one)) {
                    return Optional.of(onlyFirst(path + "." + one, first.value(i)));
                }
                if (i < second.size() && !first.has(other)) {
                    return Optional.of(onlySecond(path + "." + other, second.value(i)));
                }
                return Optional.of(
                        new Difference(path, "its members are in another order", shown(first), shown(second)));
            }
            Optional<Difference> found = of(path + "." + one, first.value(i), second.value(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> ofArrays(String path, JsonArray first, JsonArray second) {
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String at = path + "[" + i + "]";
            if (i >= second.size()) {
                return Optional.of(onlyFirst(at, first.get(i)));
            }
            if (i >= first.size()) {
                return Optional.of(onlySecond(at, second.get(i)));
            }
            Optional<Difference> found = of(at, first.get(i), second.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Difference ofTexts(String path, String first, String second) {
        int at = 0;
        while (at < Math.min(first.length(), second.length()) && first.charAt(at) == second.charAt(at)) {
            at++;
        }
        return new Difference(path, "its text differs from character " + at + " on", cut(first, at), cut(second, at));
    }

    private static String shown(@Nullable Object value) {
        return cut(value instanceof String text ? text : Json.write(value), 0);
    }

    private static String cut(String text, int at) {
        int from = Math.max(0, at - SHOWN / 3);
        int to = Math.min(text.length(), from + SHOWN);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }
}
