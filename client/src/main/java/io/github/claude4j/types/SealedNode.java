package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sealed interface as the choice of its records, told apart by a tag. */
final class SealedNode extends Node {
    private final String tagName;
    private final String description;
    private final Map<String, RecordNode> byTag = new HashMap<>();
    private final Map<Class<?>, RecordNode> byClass = new HashMap<>();
    private RecordNode[] variants = {};
    String definition = "";

    SealedNode(String tagName, String description) {
        this.tagName = tagName;
        this.description = description;
    }

    void variants(RecordNode[] all) {
        variants = all;
        for (RecordNode variant : all) {
            byTag.put(EnumNode.plain(variant.tag), variant);
            byClass.put(variant.type, variant);
        }
    }

    @Override
    String definition() {
        return definition;
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        JsonArray.Builder choice = JsonArray.builder();
        for (RecordNode variant : variants) {
            choice.add(schemas.part(variant, variant.tag));
        }
        schema.put("anyOf", choice.build());
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        JsonObject object = RecordNode.object(json, reading);
        if (object == null) {
            return reading.expected("an object", json);
        }
        Object tag = object.get(tagName);
        RecordNode variant = tag instanceof String text ? byTag.get(EnumNode.plain(text)) : null;
        return variant != null ? variant.read(object, reading) : untold(tag, reading);
    }

    private Object untold(@Nullable Object tag, Reading reading) {
        if (reading.partial) {
            return Reading.FAILED;
        }
        String[] tags = new String[variants.length];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = variants[i].tag;
        }
        String problem = EnumNode.expected(tags)
                + (tag == null ? ", found nothing" : tag instanceof String ? ", found another" : ", found no text");
        return reading.fail(tagName, problem);
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        RecordNode variant = value == null ? null : byClass.get(value.getClass());
        return variant == null ? null : variant.write(value);
    }

    /** All records below a sealed interface, and what their type variables mean. */
    static void collect(
            Class<?> type,
            Map<TypeVariable<?>, TypeRef> variables,
            Map<Class<?>, Map<TypeVariable<?>, TypeRef>> variants,
            String place) {
        for (Class<?> variant : type.getPermittedSubclasses()) {
            Map<TypeVariable<?>, TypeRef> meaning = new HashMap<>();
            for (Type parent : variant.getGenericInterfaces()) {
                if (parent instanceof ParameterizedType generic && generic.getRawType() == type) {
                    Type[] arguments = generic.getActualTypeArguments();
                    for (int i = 0; i < arguments.length; i++) {
                        TypeRef given = variables.get(type.getTypeParameters()[i]);
                        if (arguments[i] instanceof TypeVariable<?> variable && given != null) {
                            meaning.put(variable, given);
                        }
                    }
                }
            }
            if (variant.isRecord()) {
                variants.putIfAbsent(variant, meaning);
            } else if (variant.isInterface() && variant.isSealed()) {
                collect(variant, meaning, variants, place);
            } else {
                throw NodeBuilder.refused(
                        place,
                        "expected a sealed interface of records, found " + variant.getTypeName()
                                + " among them: make it a record, or a record around it" + NodeBuilder.OWN);
            }
        }
    }

    static String tagName(Set<Class<?>> variants, String place) {
        for (String name : new String[] {"type", "kind"}) {
            boolean free = true;
            for (Class<?> variant : variants) {
                for (RecordComponent component : variant.getRecordComponents()) {
                    free &= !component.getName().equals(name);
                }
            }
            if (free) {
                return name;
            }
        }
        throw NodeBuilder.refused(
                place,
                "expected no component called type or kind in a variant, found both: rename one, since the tag"
                        + " that tells variants apart needs a name");
    }

    static String snakeCase(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c)
                    && i > 0
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            words.append(begins && name.charAt(i - 1) != '_' ? "_" : "").append(Character.toLowerCase(c));
        }
        return words.toString();
    }
}
