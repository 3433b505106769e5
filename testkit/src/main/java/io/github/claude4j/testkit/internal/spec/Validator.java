package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonNumber;
import io.github.claude4j.json.JsonObject;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON with the spec. A problem is worded as the API does: the path, a colon, and what is wrong there; null
 * stands for none.
 */
public final class Validator {
    private final Spec spec;

    /** The version of the API that a request asks for; null when an answer is checked. */
    private final @Nullable String apiVersion;

    private final Collection<String> betas;

    /** Whether what is checked was written by the server, which may know more members than this spec. */
    private final boolean fromServer;

    private Validator(Spec spec, @Nullable String apiVersion, Collection<String> betas, boolean fromServer) {
        this.spec = spec;
        this.apiVersion = apiVersion;
        this.betas = betas;
        this.fromServer = fromServer;
    }

    /** Checks what a client sends, under that version of the API and with those beta headers. */
    public static Validator ofRequests(Spec spec, String apiVersion, Collection<String> betas) {
        return new Validator(spec, apiVersion, betas, false);
    }

    /** Checks what the server sends. */
    public static Validator ofAnswers(Spec spec) {
        return new Validator(spec, null, List.of(), false);
    }

    @Nullable
    public String check(String path, TypeExpr type, @Nullable Object value) {
        if (type instanceof TypeExpr.Primitive primitive) {
            String expected = expected(primitive.name(), value);
            return expected == null ? null : problem(path, "Input should be " + expected);
        }
        if (type instanceof TypeExpr.Constant constant) {
            return constant.value().equals(value) ? null : problem(path, "Input should be '" + constant.value() + "'");
        }
        if (type instanceof TypeExpr.ListOf list) {
            return list(path, list.item(), value);
        }
        if (type instanceof TypeExpr.MapOf map) {
            return map(path, map, value);
        }
        return named(path, spec.type(((TypeExpr.Named) type).name()), value);
    }

    private @Nullable String named(String path, TypeDef type, @Nullable Object value) {
        if (type instanceof TypeDef.ObjectDef object) {
            return value instanceof JsonObject json ? object(path, object, json) : notAnObject(path);
        }
        if (type instanceof TypeDef.EnumDef known) {
            return enumeration(path, known, value);
        }
        if (type instanceof TypeDef.UnionDef union) {
            return value instanceof JsonObject json ? union(path, union, json) : notAnObject(path);
        }
        if (type instanceof TypeDef.ShapeDef shape) {
            return shape(path, shape, value);
        }
        return value instanceof String ? null : problem(path, "Input should be a valid string");
    }

    /** Checks the members of an object: first those that the spec lists, then those that it does not. */
    @Nullable
    public String object(String path, TypeDef.ObjectDef type, JsonObject json) {
        String problem = beta(path, type.betas());
        for (Iterator<TypeDef.Field> fields = type.fields().values().iterator();
                problem == null && fields.hasNext(); ) {
            TypeDef.Field field = fields.next();
            problem = field(path, field, json);
        }
        for (int i = 0; problem == null && i < json.size(); i++) {
            String name = json.name(i);
            if (!type.fields().containsKey(name) && !(fromServer && type.open() == null)) {
                problem = type.open() == null
                        ? problem(path(path, name), "Extra inputs are not permitted")
                        : check(path(path, name), type.open(), json.value(i));
            }
        }
        return problem;
    }

    private @Nullable String field(String parent, TypeDef.Field field, JsonObject json) {
        Object value = json.get(field.name());
        boolean answer = apiVersion == null;
        boolean nullable = answer ? field.nullInAnswers() : field.nullable();
        if (value == null && (nullable || !json.has(field.name()))) {
            boolean required = answer ? field.inAnswers() : field.inRequests();
            return required && !json.has(field.name()) ? problem(path(parent, field.name()), "Field required") : null;
        }
        String path = path(parent, field.name());
        if (answer && field.onlyAsked()) {
            return problem(path, "only requests have it");
        }
        if (apiVersion != null && field.until() != null && apiVersion.compareTo(field.until()) >= 0) {
            return problem(path, "Extra inputs are not permitted: refused from API version " + field.until() + " on");
        }
        String missing = beta(path, field.betas());
        return missing != null ? missing : within(field, json).check(path, field.type(), value);
    }

    /** What the model said comes from the server, and goes back as it came. */
    private Validator within(TypeDef.Field field, JsonObject json) {
        boolean said = apiVersion != null && field.name().equals("content") && "assistant".equals(json.get("role"));
        return said && !fromServer ? new Validator(spec, apiVersion, betas, true) : this;
    }

    private @Nullable String beta(String path, List<String> headers) {
        for (String header : headers) {
            if (apiVersion != null && !spec.isOpen(header, betas)) {
                return problem(path, "requires the header anthropic-beta: " + header);
            }
        }
        return null;
    }

    private @Nullable String enumeration(String path, TypeDef.EnumDef type, @Nullable Object value) {
        if (!(value instanceof String text) || !type.values().contains(text)) {
            return problem(path, "Input should be " + alternatives(type.values(), " or "));
        }
        String header = type.betas().get(text);
        return header == null ? null : beta(path, List.of(header));
    }

    private @Nullable String union(String path, TypeDef.UnionDef type, JsonObject json) {
        String variant = spec.variant(type, json);
        String by = type.by().get(0);
        if (variant == null) {
            return json.get(by) == null ? problem(path(path, by), "Field required") : unknownTag(path, type, json);
        }
        // The API names the variant in the path of what is wrong inside it.
        Object tag = json.get("type");
        boolean named = by.equals("type")
                && (tag instanceof String || tag == null)
                && type.by().size() == 1;
        String inside = named ? path(path, tag == null ? "custom" : tag.toString()) : path;
        return object(inside, spec.object(variant), json);
    }

    private String unknownTag(String path, TypeDef.UnionDef type, JsonObject json) {
        String by = type.by().get(0);
        List<String> tags = new ArrayList<>();
        for (String variant : type.variants()) {
            tags.addAll(spec.tags(variant, by));
        }
        return problem(
                path,
                "Input tag '" + json.get(by) + "' found using '" + by + "' does not match any of the expected tags: "
                        + alternatives(tags, ", "));
    }

    /** Of several forms the one that has the value's shape says what is wrong. */
    private @Nullable String shape(String path, TypeDef.ShapeDef type, @Nullable Object value) {
        String first = null;
        for (TypeExpr variant : type.variants()) {
            String problem = check(path, variant, value);
            if (problem == null) {
                return null;
            }
            if (first == null || depth(path, problem) > depth(path, first)) {
                first = problem;
            }
        }
        return first;
    }

    /** How far inside a value a problem lies: the form that came furthest is the one that was meant. */
    private static int depth(String path, String problem) {
        return problem.startsWith(path + ".") ? problem.indexOf(": ") : 0;
    }

    private @Nullable String list(String path, TypeExpr item, @Nullable Object value) {
        if (!(value instanceof JsonArray array)) {
            return problem(path, "Input should be a valid list");
        }
        String problem = null;
        for (int i = 0; problem == null && i < array.size(); i++) {
            problem = check(path(path, Integer.toString(i)), item, array.get(i));
        }
        return problem;
    }

    private @Nullable String map(String path, TypeExpr.MapOf type, @Nullable Object value) {
        if (!(value instanceof JsonObject json)) {
            return problem(path, "Input should be a valid dictionary");
        }
        String problem = null;
        for (int i = 0; problem == null && i < json.size(); i++) {
            Object entry = json.value(i);
            problem = entry == null && type.nullable() ? null : check(path(path, json.name(i)), type.value(), entry);
        }
        return problem;
    }

    /** What a primitive should have been; null when the value is one. */
    private static @Nullable String expected(String type, @Nullable Object value) {
        return switch (type) {
            case "string", "binary" -> value instanceof String ? null : "a valid string";
            case "boolean" -> value instanceof Boolean ? null : "a valid boolean";
            case "long" -> isInteger(value) ? null : "a valid integer";
            case "double" -> value instanceof Number ? null : "a valid number";
            case "date-time" -> value instanceof String text && isDateTime(text) ? null : "a valid datetime";
            case "date" -> value instanceof String text && isDate(text) ? null : "a valid date";
            default -> null;
        };
    }

    private static boolean isInteger(@Nullable Object value) {
        return value instanceof Long
                || value instanceof BigInteger
                || (value instanceof JsonNumber number
                        && number.decimal().stripTrailingZeros().scale() <= 0);
    }

    private static boolean isDateTime(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String alternatives(List<String> values, String last) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String before = i == 0 ? "" : i == values.size() - 1 ? last : ", ";
            text.append(before).append('\'').append(values.get(i)).append('\'');
        }
        return text.toString();
    }

    private static String notAnObject(String path) {
        return problem(path, "Input should be an object");
    }

    private static String path(String path, String step) {
        return path.isEmpty() ? step : path + '.' + step;
    }

    private static String problem(String path, String text) {
        return path.isEmpty() ? text : path + ": " + text;
    }
}
