package io.github.claude4j.checks;

import io.github.claude4j.json.Binary;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes JSON that is valid for a type of the spec: the same for the same seed. */
final class RandomJson {
    private static final String OR_NULL = " | null";
    private static final List<String> TIMES =
            List.of("2026-08-19T14:46:57.158324+00:00", "2026-01-01T00:00:00Z", "2026-11-22T23:59:59.9+02:00");
    private static final List<String> DECIMALS =
            List.of("0.5", "1.10", "2e3", "7", "-0.0", "1E+2", "0.1234567890123456789");
    private static final List<String> WORDS =
            List.of("", "text", "Grüße 😀", "\u0000\n\"\\", "\ud800 alone", "</script>");
    private static final int DEEP = 6;

    private final Random random;
    private final boolean odd;

    /** @param odd also unknown fields, variants and enum values, and nulls */
    RandomJson(long seed, boolean odd) {
        this.random = new Random(seed);
        this.odd = odd;
    }

    JsonObject object(String type) {
        return object(type, 0);
    }

    private JsonObject object(String type, int depth) {
        JsonObject.Builder json = JsonObject.builder();
        for (Spec.Field field : Spec.fields(type)) {
            boolean always = field.is("required") || field.is("given") || field.is("needed");
            if (!always && (depth > DEEP || random.nextInt(10) > (depth == 0 ? 7 : 3))) {
                continue;
            }
            if (field.is("nullable") && field.constant().isEmpty() && odd && random.nextInt(5) == 0) {
                json.put(field.name(), null);
            } else {
                json.put(field.name(), value(field.type(), depth + 1));
            }
        }
        if (odd && random.nextInt(3) == 0) {
            json.put("field_of_next_year", any(depth + 1));
        }
        return json.build();
    }

    Object value(String type, int depth) {
        if (type.startsWith("\"")) {
            return type.substring(1, type.length() - 1);
        }
        if (type.startsWith("[")) {
            JsonArray.Builder list = JsonArray.builder();
            for (int i = depth > DEEP ? 0 : random.nextInt(3); i > 0; i--) {
                list.add(value(type.substring(1, type.length() - 1), depth + 1));
            }
            return list.build();
        }
        if (type.startsWith("{")) {
            JsonObject.Builder map = JsonObject.builder();
            for (int i = depth > DEEP ? 0 : random.nextInt(3); i > 0; i--) {
                String entry = type.substring(1, type.length() - 1);
                boolean gone = entry.endsWith(OR_NULL) && random.nextInt(3) == 0;
                map.put("key " + i, gone ? null : value(entry.replace(OR_NULL, ""), depth + 1));
            }
            return map.build();
        }
        return switch (type) {
            case "string" -> pick(odd ? WORDS : WORDS.subList(0, 4));
            case "boolean" -> random.nextBoolean();
            case "long" -> random.nextBoolean() ? (long) random.nextInt(1000) : random.nextLong();
            case "double" -> Json.parse(pick(DECIMALS));
            case "date-time" -> pick(TIMES);
            case "date" -> "2026-02-28";
            case "any" -> any(depth);
            case "binary" -> Base64.getEncoder().encodeToString(new byte[] {1, 2, (byte) random.nextInt(256)});
            case "file" -> Binary.of(new byte[] {1, 2, 3}).named("a.txt");
            default -> named(type, depth);
        };
    }

    private Object named(String type, int depth) {
        JsonObject facts = Spec.type(type);
        switch (facts.string("kind")) {
            case "object":
                return object(type, depth);
            case "enum":
            case "constants":
                return odd && random.nextInt(5) == 0 ? "word_of_next_year" : pick(Spec.strings(facts, "values"));
            case "union":
                if (odd && random.nextInt(6) == 0 && !facts.has("else")) {
                    JsonObject.Builder unknown = JsonObject.builder();
                    Spec.strings(facts, "by").forEach(tag -> unknown.put(tag, "variant_of_next_year"));
                    return unknown.put("more", any(depth + 1)).build();
                }
                return value(pick(Spec.strings(facts, "variants")), depth);
            default:
                return value(pick(Spec.strings(facts, "variants")), depth);
        }
    }

    private Object any(int depth) {
        return switch (random.nextInt(depth > DEEP ? 4 : 6)) {
            case 0 -> pick(WORDS);
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean();
            case 3 -> Json.parse(pick(DECIMALS));
            case 4 -> JsonArray.of("a", null, any(depth + 1));
            default -> JsonObject.of("b", any(depth + 1), "c", null);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
