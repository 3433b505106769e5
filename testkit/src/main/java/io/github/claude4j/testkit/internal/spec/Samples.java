package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the smallest value of a type that the server could send: what is always there, null where that is allowed, the
 * first of an enum and of a union, and empty lists.
 */
public final class Samples {
    /** No type of the API needs itself; a mistake in the spec must not end in an overflow. */
    private static final int DEEPEST = 30;

    private static final Duration FURTHEST = Duration.ofDays(36_500);

    private final Spec spec;
    private final Ids ids;
    private final Clock clock;

    public Samples(Spec spec, Ids ids, Clock clock) {
        this.spec = spec;
        this.ids = ids;
        this.clock = clock;
    }

    /** The present, as the API writes it. */
    public String now() {
        return time(clock.instant());
    }

    /** So many seconds from now, as a field asks; what leads beyond every calendar is refused. */
    public Instant later(String field, long seconds) {
        if (seconds < 0 || seconds > FURTHEST.toSeconds()) {
            throw Refusal.invalid(
                    field + ": expected a number of seconds from 0 to " + FURTHEST.toSeconds() + ", found " + seconds);
        }
        return clock.instant().plusSeconds(seconds);
    }

    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The smallest object of a type, or of the first variant of a union. */
    public JsonObject object(String type) {
        return of("", new TypeExpr.Named(type), 0) instanceof JsonObject object ? object : JsonObject.of();
    }

    /** The smallest object of what an operation answers. */
    public JsonObject answer(SpecOperation operation) {
        return operation.returns() instanceof TypeExpr.Named named ? object(named.name()) : JsonObject.of();
    }

    /** The smallest value of a field that is not null. */
    @Nullable
    public Object value(TypeDef.Field field) {
        return of(field.name(), field.type(), 0);
    }

    /** What a field that a request leaves out stands for: off, where it can be switched off. */
    @Nullable
    Object unasked(TypeDef.Field field) {
        if (field.type() instanceof TypeExpr.Named named && spec.type(named.name()) instanceof TypeDef.UnionDef union) {
            for (String variant : union.variants()) {
                if (spec.tags(variant, "type").equals(List.of("disabled"))) {
                    return object(variant);
                }
            }
        }
        return value(field);
    }

    private @Nullable Object of(String name, TypeExpr type, int depth) {
        if (type instanceof TypeExpr.Primitive primitive) {
            return primitive(name, primitive.name());
        }
        if (type instanceof TypeExpr.Constant constant) {
            return constant.value();
        }
        if (type instanceof TypeExpr.ListOf) {
            return JsonArray.of();
        }
        if (type instanceof TypeExpr.Named named && depth < DEEPEST) {
            return named(name, named.name(), depth + 1);
        }
        return JsonObject.of();
    }

    private @Nullable Object named(String name, String typeName, int depth) {
        TypeDef type = spec.type(typeName);
        if (type instanceof TypeDef.ObjectDef object) {
            return object(kind(typeName), object, depth);
        }
        if (type instanceof TypeDef.EnumDef known) {
            return known.values().get(0);
        }
        if (type instanceof TypeDef.ConstantsDef known) {
            return known.values().get(0);
        }
        TypeExpr first = type instanceof TypeDef.UnionDef union
                ? new TypeExpr.Named(union.variants().get(0))
                : ((TypeDef.ShapeDef) type).variants().get(0);
        return of(name, first, depth);
    }

    /** What is told has an id, also where the same type is that of a request without one. */
    private JsonObject object(String kind, TypeDef.ObjectDef type, int depth) {
        JsonObject.Builder object = JsonObject.builder();
        for (TypeDef.Field field : type.fields().values()) {
            boolean id = field.name().equals("id");
            if (field.inAnswers() || id) {
                String name = id ? kind + "_id" : field.name();
                object.put(field.name(), field.nullInAnswers() ? null : of(name, field.type(), depth));
            }
        }
        return object.build();
    }

    private @Nullable Object primitive(String name, String type) {
        return switch (type) {
            case "boolean" -> name.equals("enabled");
            case "long", "double" -> 0;
            case "date-time" -> now();
            case "date" -> clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toString();
            case "any" -> JsonObject.of();
            case "binary" -> "";
            default -> text(name);
        };
    }

    private String text(String name) {
        if (name.endsWith("_id")) {
            return ids.next(name.substring(0, name.length() - 3));
        }
        if (name.endsWith("_at")) {
            return now();
        }
        if (name.equals("url") || name.endsWith("_url")) {
            return "https://example.com/" + name;
        }
        return name.contains("email") ? "user@example.com" : name.replace('_', ' ');
    }

    /** The kind of thing that a type is: {@code memorystores.MemoryStore} is a {@code memory_store}. */
    static String kind(String typeName) {
        String name = typeName.substring(typeName.lastIndexOf('.') + 1);
        StringBuilder kind = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                kind.append('_');
            }
            kind.append(Character.toLowerCase(c));
        }
        return kind.toString();
    }
}
