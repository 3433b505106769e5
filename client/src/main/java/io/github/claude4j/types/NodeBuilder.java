package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidParamsException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the tree of one type, and refuses what JSON cannot say, with what to do instead. */
final class NodeBuilder {
    private static final int DEEPEST = 100;

    private static final String OWN = "; or give its schema and two functions to JsonType.of";

    /** A type as it is written somewhere, and what its type variables mean there. */
    private static final class Ref {
        final Type type;
        final @Nullable AnnotatedType annotated;
        final Map<TypeVariable<?>, Ref> variables;

        Ref(Type type, @Nullable AnnotatedType annotated, Map<TypeVariable<?>, Ref> variables) {
            this.type = type;
            this.annotated = annotated;
            this.variables = variables;
        }
    }

    private final MethodHandles.@Nullable Lookup lookup;
    private final Map<String, Node> known = new HashMap<>();
    private final Set<String> unfinished = new HashSet<>();
    private final Set<String> definitions = new HashSet<>();
    private int depth;

    private NodeBuilder(MethodHandles.@Nullable Lookup lookup) {
        this.lookup = lookup;
    }

    static Node build(Type type, MethodHandles.@Nullable Lookup lookup) {
        return new NodeBuilder(lookup).node(new Ref(type, null, Map.of()), name(type));
    }

    private static String name(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }

    /** The node of a type; the place is for messages. */
    private Node node(Ref ref, String place) {
        Node node = plain(ref, place);
        return isNullable(ref.annotated) && !node.isOptional()
                ? new OptionalNode(OptionalNode.Kind.NULLABLE, node)
                : node;
    }

    private Node plain(Ref ref, String place) {
        Type type = ref.type;
        if (type instanceof Class<?> c) {
            return c.isArray()
                    ? array(new Ref(c.getComponentType(), part(ref.annotated, 0), ref.variables), c, place)
                    : ofClass(c, List.of(), place);
        }
        if (type instanceof ParameterizedType generic) {
            List<Ref> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(new Ref(argument, part(ref.annotated, arguments.size()), ref.variables));
            }
            return ofClass((Class<?>) generic.getRawType(), arguments, place);
        }
        if (type instanceof WildcardType wildcard) {
            return node(new Ref(wildcard.getUpperBounds()[0], null, ref.variables), place);
        }
        if (type instanceof GenericArrayType array) {
            Ref component = new Ref(array.getGenericComponentType(), part(ref.annotated, 0), ref.variables);
            return array(component, null, place);
        }
        Ref meaning = type instanceof TypeVariable<?> variable ? ref.variables.get(variable) : null;
        if (meaning == null) {
            throw refused(
                    place,
                    "expected a type argument, found a raw type or a variable: write what it stands for, such"
                            + " as Page<Order>");
        }
        return node(meaning, place);
    }

    private Node array(Ref component, @Nullable Class<?> array, String place) {
        Node element = node(component, place);
        Class<?> erased = array != null ? array.getComponentType() : erasure(component);
        return new ListNode(element, false, erased);
    }

    private static Class<?> erasure(Ref ref) {
        Type type = ref.type;
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return erasure(new Ref(array.getGenericComponentType(), null, ref.variables))
                    .arrayType();
        }
        // An array of a variable has the bound of the variable as its class, whatever it stands for.
        return type instanceof TypeVariable<?> variable
                ? erasure(new Ref(variable.getBounds()[0], null, Map.of()))
                : Object.class;
    }

    private Node ofClass(Class<?> type, List<Ref> arguments, String place) {
        Node simple = TextNode.of(type);
        simple = simple != null ? simple : NumberNode.of(type);
        simple = simple != null ? simple : AnyNode.of(type);
        if (simple != null) {
            return simple;
        }
        switch (type.getName()) {
            case "java.util.OptionalInt" -> {
                return optional(OptionalNode.Kind.INT, int.class, place);
            }
            case "java.util.OptionalLong" -> {
                return optional(OptionalNode.Kind.LONG, long.class, place);
            }
            case "java.util.OptionalDouble" -> {
                return optional(OptionalNode.Kind.DOUBLE, double.class, place);
            }
            case "java.util.Optional" -> {
                return new OptionalNode(OptionalNode.Kind.OPTIONAL, argument(type, arguments, 0, place));
            }
            case "java.util.List", "java.util.Collection", "java.util.SequencedCollection", "java.lang.Iterable" -> {
                return new ListNode(argument(type, arguments, 0, place), false, null);
            }
            case "java.util.Set", "java.util.SequencedSet" -> {
                return new ListNode(argument(type, arguments, 0, place), true, null);
            }
            case "java.util.Map", "java.util.SequencedMap" -> {
                return map(type, arguments, place);
            }
            default -> {
                return own(type, arguments, place);
            }
        }
    }

    private Node optional(OptionalNode.Kind kind, Class<?> inside, String place) {
        return new OptionalNode(kind, plain(new Ref(inside, null, Map.of()), place));
    }

    private Node argument(Class<?> type, List<Ref> arguments, int index, String place) {
        if (arguments.isEmpty()) {
            throw refused(
                    place,
                    "expected " + type.getSimpleName() + " of something, found the raw type: write "
                            + type.getSimpleName() + "<…>");
        }
        return node(arguments.get(index), place);
    }

    private Node map(Class<?> type, List<Ref> arguments, String place) {
        Node key = argument(type, arguments, 0, place);
        if (!(key instanceof TextNode || key instanceof EnumNode || key instanceof NumberNode)) {
            throw refused(
                    place, "expected a map by text, numbers or an enum, found other keys: use a list of a record");
        }
        return new MapNode(key, argument(type, arguments, 1, place));
    }

    /** A type of the user's: an enum, a record or a sealed interface. */
    private Node own(Class<?> type, List<Ref> arguments, String place) {
        if (type.isEnum()) {
            return constants(type);
        }
        if (!type.isRecord() && !(type.isSealed() && type.isInterface())) {
            String found = type.isInterface() ? "an interface" : "a class";
            throw refused(
                    place,
                    "expected a record, an enum, a sealed interface or a type of the JDK that JSON can say, found "
                            + found + ", " + type.getTypeName() + ": make it "
                            + (type.isInterface() ? "sealed, with records" : "a record") + OWN);
        }
        Map<TypeVariable<?>, Ref> variables = variables(type, arguments);
        return type.isRecord() ? record(type, variables, "", "", place) : choice(type, variables, place);
    }

    private static Map<TypeVariable<?>, Ref> variables(Class<?> type, List<Ref> arguments) {
        Map<TypeVariable<?>, Ref> variables = new HashMap<>();
        TypeVariable<?>[] parameters = type.getTypeParameters();
        for (int i = 0; i < parameters.length && i < arguments.size(); i++) {
            variables.put(parameters[i], arguments.get(i));
        }
        return variables;
    }

    private static Node constants(Class<?> type) {
        Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
        StringBuilder description = new StringBuilder(description(type));
        for (Enum<?> constant : constants) {
            try {
                Field field = type.getField(constant.name());
                String text = description(field);
                if (!text.isEmpty()) {
                    description.append(description.isEmpty() ? "" : "; ");
                    description.append(constant.name()).append(": ").append(text);
                }
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return new EnumNode(constants, description.toString());
    }

    private Node record(Class<?> type, Map<TypeVariable<?>, Ref> variables, String tagName, String tag, String place) {
        String key = key(type, variables).append(' ').append(tag).toString();
        if (known.get(key) instanceof RecordNode present) {
            if (unfinished.contains(key) && present.definition.isEmpty()) {
                present.definition = definition(type);
            }
            return present;
        }
        RecordComponent[] components = type.getRecordComponents();
        RecordNode node = new RecordNode(type, Access.of(type, components, lookup), tagName, tag, description(type));
        enter(key, node, place);
        RecordNode.Slot[] slots = new RecordNode.Slot[components.length];
        for (int i = 0; i < slots.length; i++) {
            RecordComponent component = components[i];
            String name = component.getName();
            Node part = node(
                    new Ref(component.getGenericType(), component.getAnnotatedType(), variables), place(type, name));
            if (isNullable(component) && !part.isOptional()) {
                part = new OptionalNode(OptionalNode.Kind.NULLABLE, part);
            }
            slots[i] = new RecordNode.Slot(name, part, description(component));
        }
        node.components(slots);
        leave(key);
        return node;
    }

    private static String place(Class<?> type, String component) {
        return type.getSimpleName().concat(".").concat(component);
    }

    private Node choice(Class<?> type, Map<TypeVariable<?>, Ref> variables, String place) {
        String key = key(type, variables).toString();
        if (known.get(key) instanceof SealedNode present) {
            if (unfinished.contains(key) && present.definition.isEmpty()) {
                present.definition = definition(type);
            }
            return present;
        }
        Map<Class<?>, Map<TypeVariable<?>, Ref>> variants = new LinkedHashMap<>();
        collect(type, variables, variants, place);
        String tagName = tagName(variants.keySet(), place);
        SealedNode node = new SealedNode(tagName, description(type));
        enter(key, node, place);
        List<RecordNode> nodes = new ArrayList<>();
        Set<String> tags = new HashSet<>();
        for (Map.Entry<Class<?>, Map<TypeVariable<?>, Ref>> variant : variants.entrySet()) {
            String tag = snakeCase(variant.getKey().getSimpleName());
            if (!tags.add(tag)) {
                throw refused(
                        place,
                        "expected variants of different names, found two that are called " + tag + ": rename one");
            }
            nodes.add((RecordNode) record(variant.getKey(), variant.getValue(), tagName, tag, place));
        }
        node.variants(nodes.toArray(new RecordNode[0]));
        leave(key);
        return node;
    }

    /** All records below a sealed interface, and what their type variables mean. */
    private static void collect(
            Class<?> type,
            Map<TypeVariable<?>, Ref> variables,
            Map<Class<?>, Map<TypeVariable<?>, Ref>> variants,
            String place) {
        for (Class<?> variant : type.getPermittedSubclasses()) {
            Map<TypeVariable<?>, Ref> meaning = new HashMap<>();
            for (Type parent : variant.getGenericInterfaces()) {
                if (parent instanceof ParameterizedType generic && generic.getRawType() == type) {
                    Type[] arguments = generic.getActualTypeArguments();
                    for (int i = 0; i < arguments.length; i++) {
                        Ref given = variables.get(type.getTypeParameters()[i]);
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
                throw refused(
                        place,
                        "expected a sealed interface of records, found " + variant.getTypeName()
                                + " among them: make it a record, or a record around it" + OWN);
            }
        }
    }

    private static String tagName(Set<Class<?>> variants, String place) {
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
        throw refused(
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

    private void enter(String key, Node node, String place) {
        if (++depth > DEEPEST) {
            throw refused(place, "expected a type that comes to an end, found one that needs ever new ones");
        }
        known.put(key, node);
        unfinished.add(key);
    }

    private void leave(String key) {
        depth--;
        unfinished.remove(key);
    }

    private String definition(Class<?> type) {
        String name = type.getSimpleName();
        for (int i = 2; !definitions.add(name); i++) {
            name = type.getSimpleName().concat(Integer.toString(i));
        }
        return name;
    }

    private static StringBuilder key(Class<?> type, Map<TypeVariable<?>, Ref> variables) {
        StringBuilder key = new StringBuilder(type.getName());
        for (TypeVariable<?> variable : type.getTypeParameters()) {
            Ref meaning = variables.get(variable);
            key.append('<');
            if (meaning != null) {
                write(meaning, key);
            }
            key.append('>');
        }
        return key;
    }

    private static void write(Ref ref, StringBuilder key) {
        if (isNullable(ref.annotated)) {
            key.append('?');
        }
        if (ref.type instanceof ParameterizedType generic) {
            key.append(generic.getRawType().getTypeName());
            for (Type argument : generic.getActualTypeArguments()) {
                key.append('<');
                write(new Ref(argument, null, ref.variables), key);
                key.append('>');
            }
        } else if (ref.type instanceof TypeVariable<?> variable && ref.variables.get(variable) != null) {
            write(ref.variables.getOrDefault(variable, ref), key);
        } else {
            key.append(ref.type.getTypeName());
        }
    }

    /** The annotations of what a type consists of: the arguments of a generic one, the component of an array. */
    private static @Nullable AnnotatedType part(@Nullable AnnotatedType annotated, int index) {
        if (annotated instanceof AnnotatedParameterizedType generic) {
            return generic.getAnnotatedActualTypeArguments()[index];
        }
        return annotated instanceof AnnotatedArrayType array ? array.getAnnotatedGenericComponentType() : null;
    }

    /** Whether one of the annotations called Nullable is there; which library it comes from does not matter. */
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

    private static String description(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    private static InvalidParamsException refused(String place, String problem) {
        return new InvalidParamsException(place + ": " + problem);
    }
}
