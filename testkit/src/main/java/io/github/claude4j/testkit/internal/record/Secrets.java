package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Received;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that passed by, to be masked wherever they recur: what a client sent in a header that is named like
 * one, whoever's gateway it is for, and whatever a field with a secret held.
 */
public final class Secrets {
    /** As many as a server that runs for days may keep in mind; those that came last are noted. */
    public static final int USUAL = 256;

    static final String MASK = "***";

    /** Shorter ones are no credentials, and would be found in the middle of words. */
    private static final int SHORTEST = 8;

    /** What the guides say instead of a key where none is needed; it is a word of many sentences too. */
    private static final String NO_KEY = "anything";

    private static final List<String> IN_HEADERS =
            List.of("auth", "key", "token", "secret", "passw", "cookie", "credential", "signature", "jwt");

    private static final Pattern FIELD = Pattern.compile(
            "(?:.*[_\\-.])?(?:token|secret|passw(?:or)?d|(?:api|private|secret|access|subscription)[_-]?key|assertion|jwt"
                    + "|credentials?|authorization|signature|sig)|key",
            Pattern.CASE_INSENSITIVE);

    /** What a login is told in a URL or a form; in JSON, a code is mostly something else. */
    private static final Set<String> OF_LOGINS = Set.of("code", "code_verifier", "device_code", "user_code");

    private static final Set<String> PLACES_IN_LISTS = Set.of("page_token", "next_token", "continuation_token");

    private final int most;

    /** How each secret may be written, by when it was noted last. */
    private final Map<String, Set<String>> spellings = new LinkedHashMap<>();

    /** The longest first: one may be a part of another. */
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Secrets(int most) {
        this.most = most;
    }

    /** Whether a field of this name, in a body that the spec does not know, holds a credential. */
    static boolean isNamed(String name) {
        return FIELD.matcher(name).matches() && !PLACES_IN_LISTS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The same for a field of a query or a form. */
    static boolean isNamedInForm(String name) {
        return isNamed(name) || OF_LOGINS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Takes note of the credentials in the headers of a request. */
    public void note(Received request) {
        request.headers().forEach((name, lines) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (IN_HEADERS.stream().anyMatch(lower::contains)) {
                lines.forEach(this::noteHeader);
            }
        });
    }

    /** A header may name a scheme or a cookie before what is secret. */
    private void noteHeader(String line) {
        note(line);
        if (line.startsWith("AWS4-")) {
            // All but the signature is said in the open: names of headers, a day, a region.
            note(line.substring(line.indexOf("Signature=") + "Signature=".length()));
            return;
        }
        for (String part : line.split("[\\s;,]+", -1)) {
            note(part);
            note(part.substring(part.indexOf('=') + 1));
        }
        if (line.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String login =
                        new String(Base64.getDecoder().decode(line.substring(6).strip()), StandardCharsets.UTF_8);
                note(login.substring(login.indexOf(':') + 1));
            } catch (IllegalArgumentException e) {
                // It is no login, and is masked as a whole.
            }
        }
    }

    /** Takes note of a secret, as it is and as it is written in URLs and in JSON. */
    synchronized void note(String secret) {
        if (secret.length() < SHORTEST || secret.contains(MASK) || secret.equals(NO_KEY)) {
            return;
        }
        Set<String> known = spellings.remove(secret);
        if (known == null) {
            String json = Json.write(secret);
            known = new HashSet<>();
            known.add(secret);
            known.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            known.add(json.substring(1, json.length() - 1));
            values.addAll(known);
        }
        spellings.put(secret, known);
        if (spellings.size() > most) {
            String oldest = spellings.keySet().iterator().next();
            values.removeAll(Objects.requireNonNull(spellings.remove(oldest)));
        }
    }

    /** Takes note of all texts in a value. */
    void noteAll(@Nullable Object value) {
        if (value instanceof String text) {
            note(text);
        } else if (value instanceof JsonArray array) {
            array.forEach(this::noteAll);
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> noteAll(member));
        }
    }

    /** The same without any secret that was noted until now. */
    public JsonObject masked(JsonObject json) {
        JsonObject.Builder masked = JsonObject.builder();
        json.forEach((name, value) -> masked.put(
                masked(name), name.equals("base64") && value instanceof String text ? bytes(text) : any(value)));
        return masked.build();
    }

    private @Nullable Object any(@Nullable Object value) {
        if (value instanceof String text) {
            return masked(text);
        }
        if (value instanceof JsonArray array) {
            JsonArray.Builder masked = JsonArray.builder();
            array.forEach(item -> masked.add(any(item)));
            return masked.build();
        }
        return value instanceof JsonObject object ? masked(object) : value;
    }

    /** The same for a text. */
    public String masked(String text) {
        String masked = text;
        for (String secret : values) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    private String bytes(String base64) {
        try {
            String latin1 = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
            String masked = masked(latin1);
            return masked.equals(latin1)
                    ? masked(base64)
                    : Base64.getEncoder().encodeToString(masked.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return masked(base64);
        }
    }
}
