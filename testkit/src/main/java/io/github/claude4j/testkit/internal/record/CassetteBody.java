package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Multipart;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A body as a cassette holds it: JSON as JSON, lines of JSON as a list, the fields of a form and the parts of an upload one
 * by one, other text as text and the rest in base64.
 *
 * @param kind the field that holds it
 */
record CassetteBody(String kind, @Nullable Object value) {
    void addTo(JsonObject.Builder json) {
        json.put(kind, value);
    }

    static CassetteBody ofRequest(Received request, UnaryOperator<@Nullable Object> redaction) {
        String type = request.header("content-type").orElse("");
        if (isForm(request)) {
            return new CassetteBody("form", redaction.apply(form(request.text())));
        }
        if (!type.startsWith("multipart/")) {
            return of(type, request.body(), redaction);
        }
        try {
            JsonArray.Builder parts = JsonArray.builder();
            for (Multipart.Part part : Multipart.parse(type, request.body())) {
                parts.add(part(part));
            }
            return new CassetteBody("parts", parts.build());
        } catch (Refusal e) {
            return raw(request.body());
        }
    }

    static boolean isForm(Received request) {
        String type = request.header("content-type").orElse("");
        return type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static JsonObject form(String text) {
        JsonObject.Builder form = JsonObject.builder();
        Received.parseQuery(text).forEach((name, values) -> form.put(name, JsonArray.of(values.toArray())));
        return form.build();
    }

    /** Of a file only its fingerprint is kept: enough to compare, and it does not swell the cassette. */
    private static JsonObject part(Multipart.Part part) {
        if (part.filename() == null) {
            return JsonObject.of("name", part.name(), "text", part.text());
        }
        return JsonObject.builder()
                .put("name", part.name())
                .put("filename", part.filename())
                .put("content_type", part.contentType())
                .put("size", part.content().remaining())
                .put("sha256", sha256(part.content()))
                .build();
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static CassetteBody of(String type, byte[] body, UnaryOperator<@Nullable Object> redaction) {
        try {
            if (type.contains("jsonl")) {
                return new CassetteBody("lines", redaction.apply(lines(body)));
            }
            // Who says nothing of it to this API sends JSON.
            if (type.contains("json") || type.isEmpty()) {
                return new CassetteBody("body", redaction.apply(Json.parse(body)));
            }
        } catch (InvalidDataException e) {
            // It is kept as what it is instead.
        }
        return raw(body);
    }

    private static JsonArray lines(byte[] body) {
        JsonArray.Builder lines = JsonArray.builder();
        new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.add(Json.parse(line)));
        return lines.build();
    }

    private static CassetteBody raw(byte[] body) {
        try {
            return new CassetteBody(
                    "text",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString());
        } catch (CharacterCodingException e) {
            return new CassetteBody("base64", Base64.getEncoder().encodeToString(body));
        }
    }

    /** The bytes of the body that an answer of a cassette holds. */
    static byte[] bytes(JsonObject response) {
        if (response.has("body")) {
            return utf8(Json.write(response.get("body")));
        }
        if (response.has("lines")) {
            StringBuilder lines = new StringBuilder();
            response.array("lines")
                    .forEach(line -> lines.append(Json.write(line)).append('\n'));
            return utf8(lines.toString());
        }
        if (response.has("base64")) {
            return Base64.getDecoder().decode(response.string("base64"));
        }
        return utf8(response.optString("text").orElse(""));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
