package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the text of queries and forms the types of the spec; what does not fit stays text and is refused later. */
public final class Texts {
    private final Map<String, TypeDef.Field> fields;
    private final JsonObject.Builder typed = JsonObject.builder();

    public Texts(Map<String, TypeDef.Field> fields) {
        this.fields = fields;
    }

    /** Adds the values of one name; a list's name may end in {@code []}. */
    public void add(String name, List<String> values) {
        String plain = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
        TypeDef.Field field = fields.get(plain);
        if (field == null) {
            typed.put(name, values.get(0));
        } else if (field.type() instanceof TypeExpr.ListOf list) {
            for (String value : values) {
                typed.add(plain, typed(list.item(), value));
            }
        } else {
            typed.put(plain, typed(field.type(), values.get(0)));
        }
    }

    public JsonObject build() {
        return typed.build();
    }

    private static @Nullable Object typed(TypeExpr type, String text) {
        if (!(type instanceof TypeExpr.Primitive primitive)) {
            return type instanceof TypeExpr.MapOf || text.startsWith("{") ? json(text) : text;
        }
        return switch (primitive.name()) {
            case "boolean" -> text.equals("true") ? (Object) true : text.equals("false") ? (Object) false : text;
            case "long", "double" -> number(text);
            default -> text;
        };
    }

    private static Object number(String text) {
        return json(text) instanceof Number number ? number : text;
    }

    private static @Nullable Object json(String text) {
        try {
            Object value = Json.parse(text);
            return value instanceof JsonArray ? text : value;
        } catch (InvalidDataException e) {
            return text;
        }
    }
}
