package io.github.claude4j.jackson2;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.Description;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the schema of what a mapper writes for a type. */
final class JacksonSchema {
    private final ObjectMapper mapper;
    private final JsonObject.Builder definitions = JsonObject.builder();
    private final Map<JavaType, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<JavaType> open = new HashSet<>();

    /** What a strict schema cannot say; empty where there is nothing. */
    String notStrict = "";

    JacksonSchema(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    JsonObject definitions() {
        return definitions.build();
    }

    /** The schema of a type; one that contains itself is defined once. */
    JsonObject of(JavaType type) {
        if (type.isReferenceType()) {
            return of(type.getReferencedType());
        }
        if (!open.add(type)) {
            notStrict = type.getRawClass().getSimpleName() + ", which contains itself: bound its depth";
            return JsonObject.of("$ref", "#/$defs/" + names.computeIfAbsent(type, this::name));
        }
        JsonObject schema = choice(type);
        if (schema == null) {
            SchemaVisitor visitor = new SchemaVisitor(this);
            visit(type, visitor);
            schema = described(visitor.schema(), description(type.getRawClass()));
        }
        open.remove(type);
        String name = names.get(type);
        if (name == null) {
            return schema;
        }
        definitions.put(name, schema);
        return JsonObject.of("$ref", "#/$defs/" + name);
    }

    private void visit(JavaType type, SchemaVisitor visitor) {
        try {
            mapper.acceptJsonFormatVisitor(type, visitor);
        } catch (JsonMappingException e) {
            throw new InvalidParamsException(type.getRawClass().getTypeName()
                    + ": expected a class that Jackson writes, found one that it does not: " + e.getOriginalMessage());
        }
    }

    private String name(JavaType type) {
        String simple = type.getRawClass().getSimpleName();
        String name = simple;
        for (int i = 2; !taken.add(name); i++) {
            name = simple + i;
        }
        return name;
    }

    /** The subtypes of a type that tells them apart by a property; null where it does not. */
    private @Nullable JsonObject choice(JavaType type) {
        SerializationConfig config = mapper.getSerializationConfig();
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(config, type, config);
        JsonTypeInfo.Value info = config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, annotated);
        if (info == null || info.getIdType() == JsonTypeInfo.Id.NONE || type.isConcrete()) {
            return null;
        }
        boolean byProperty = info.getInclusionType() == JsonTypeInfo.As.PROPERTY
                || info.getInclusionType() == JsonTypeInfo.As.EXISTING_PROPERTY;
        if (info.getIdType() != JsonTypeInfo.Id.NAME || !byProperty) {
            throw new InvalidParamsException(type.getRawClass().getTypeName()
                    + ": expected @JsonTypeInfo(use = Id.NAME, include = As.PROPERTY), found another way to"
                    + " tell subtypes apart");
        }
        String property = info.getPropertyName();
        JsonArray.Builder variants = JsonArray.builder();
        for (NamedType sub : config.getSubtypeResolver().collectAndResolveSubtypesByClass(config, annotated)) {
            JavaType variant = mapper.constructType(sub.getType());
            if (variant.isConcrete()) {
                String tag = sub.hasName() ? sub.getName() : sub.getType().getSimpleName();
                variants.add(tagged(of(variant), property, tag));
            }
        }
        return JsonObject.of("anyOf", variants.build());
    }

    private static JsonObject tagged(JsonObject schema, String property, String tag) {
        JsonObject.Builder properties =
                JsonObject.builder().put(property, JsonObject.of("type", "string", "const", tag));
        schema.optObject("properties").orElse(JsonObject.of()).forEach((name, value) -> {
            if (!name.equals(property)) {
                properties.put(name, value);
            }
        });
        JsonArray.Builder required = JsonArray.builder().add(property);
        schema.optArray("required").orElse(JsonArray.of()).forEach(name -> {
            if (!property.equals(name)) {
                required.add(name);
            }
        });
        return schema.with("properties", properties.build()).with("required", required.build());
    }

    /** What a property says of itself besides its type. */
    static String description(BeanProperty property) {
        String text = property.getMetadata().getDescription();
        AnnotatedMember member = property.getMember();
        return text != null ? text : member == null ? "" : description(member.getAnnotated());
    }

    private static String description(@Nullable AnnotatedElement element) {
        Description description = element == null ? null : element.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    static JsonObject described(JsonObject schema, String description) {
        return description.isEmpty() ? schema : schema.with("description", description);
    }

    /** Whether a property may be left out: an optional type, or an annotation called Nullable. */
    static boolean isOptional(BeanProperty property) {
        if (property.getType().isReferenceType()
                || property.getType().getRawClass().getName().startsWith("java.util.Optional")) {
            return true;
        }
        AnnotatedMember member = property.getMember();
        AnnotatedElement element = member == null ? null : member.getAnnotated();
        AnnotatedType type = element instanceof Field field
                ? field.getAnnotatedType()
                : element instanceof Method method ? method.getAnnotatedReturnType() : null;
        return isNullable(element) || isNullable(type);
    }

    private static boolean isNullable(@Nullable AnnotatedElement element) {
        if (element != null) {
            for (Annotation annotation : element.getAnnotations()) {
                if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                    return true;
                }
            }
        }
        return false;
    }
}
