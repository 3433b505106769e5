package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidParamsException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Parameter;
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

    static final String OWN = "; or give its schema and two functions to JsonType.of";

    private final MethodHandles.@Nullable Lookup lookup;
    private final Map<String, Node> known = new HashMap<>();
    private final Set<String> unfinished = new HashSet<>();
    private final Set<String> definitions = new HashSet<>();
    private int depth;

    private NodeBuilder(MethodHandles.@Nullable Lookup lookup) {
        this.lookup = lookup;
    }

    static Node build(Type type, MethodHandles.@Nullable Lookup lookup) {
        return new NodeBuilder(lookup).node(new TypeRef(type, null, Map.of()), name(type));
    }

    /** The arguments of a method, in their order, as an object of their names. */
    static RecordNode arguments(Parameter[] parameters) {
        NodeBuilder builder = new NodeBuilder(null);
        RecordNode.Slot[] slots = new RecordNode.Slot[parameters.length];
        for (int i = 0; i < slots.length; i++) {
            Parameter parameter = parameters[i];
            Node part = builder.node(
                    new TypeRef(parameter.getParameterizedType(), parameter.getAnnotatedType(), Map.of()),
                    place(parameter));
            if (TypeRef.isNullable(parameter) && !part.isOptional()) {
                part = new OptionalNode(OptionalNode.Kind.NULLABLE, part);
            }
            slots[i] = new RecordNode.Slot(parameter.getName(), part, description(parameter));
        }
        RecordNode node = new RecordNode(Object[].class, Access.arguments(), "", "", "");
        node.components(slots);
        return node;
    }

    private static String place(Parameter parameter) {
        Executable method = parameter.getDeclaringExecutable();
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + parameter.getName() + ")";
    }

    private static String name(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }

    /** The node of a type; the place is for messages. */
    private Node node(TypeRef ref, String place) {
        Node node = plain(ref, place);
        return ref.isNullable() && !node.isOptional() ? new OptionalNode(OptionalNode.Kind.NULLABLE, node) : node;
    }

    private Node plain(TypeRef ref, String place) {
        Type type = ref.type;
        if (type instanceof Class<?> c) {
            return c.isArray() ? array(ref.part(c.getComponentType(), 0), c, place) : ofClass(c, List.of(), place);
        }
        if (type instanceof ParameterizedType generic) {
            List<TypeRef> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(ref.part(argument, arguments.size()));
            }
            return ofClass((Class<?>) generic.getRawType(), arguments, place);
        }
        if (type instanceof WildcardType wildcard) {
            return node(new TypeRef(wildcard.getUpperBounds()[0], null, ref.variables), place);
        }
        if (type instanceof GenericArrayType array) {
            return array(ref.part(array.getGenericComponentType(), 0), null, place);
        }
        TypeRef meaning = type instanceof TypeVariable<?> variable ? ref.variables.get(variable) : null;
        if (meaning == null) {
            throw refused(
                    place,
                    "expected a type argument, found a raw type or a variable: write what it stands for, such"
                            + " as Page<Order>");
        }
        return node(meaning, place);
    }

    private Node array(TypeRef component, @Nullable Class<?> array, String place) {
        Node element = node(component, place);
        Class<?> erased = array != null ? array.getComponentType() : component.erasure();
        return new ListNode(element, false, erased);
    }

    private Node ofClass(Class<?> type, List<TypeRef> arguments, String place) {
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
        return new OptionalNode(kind, plain(new TypeRef(inside, null, Map.of()), place));
    }

    private Node argument(Class<?> type, List<TypeRef> arguments, int index, String place) {
        if (arguments.isEmpty()) {
            throw refused(
                    place,
                    "expected " + type.getSimpleName() + " of something, found the raw type: write "
                            + type.getSimpleName() + "<…>");
        }
        return node(arguments.get(index), place);
    }

    private Node map(Class<?> type, List<TypeRef> arguments, String place) {
        Node key = argument(type, arguments, 0, place);
        if (!(key instanceof TextNode || key instanceof EnumNode || key instanceof NumberNode)) {
            throw refused(
                    place, "expected a map by text, numbers or an enum, found other keys: use a list of a record");
        }
        return new MapNode(key, argument(type, arguments, 1, place));
    }

    /** A type of the user's: an enum, a record or a sealed interface. */
    private Node own(Class<?> type, List<TypeRef> arguments, String place) {
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
        Map<TypeVariable<?>, TypeRef> variables = TypeRef.variables(type, arguments);
        return type.isRecord() ? record(type, variables, "", "", place) : choice(type, variables, place);
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

    private Node record(
            Class<?> type, Map<TypeVariable<?>, TypeRef> variables, String tagName, String tag, String place) {
        String key = TypeRef.key(type, variables).append(' ').append(tag).toString();
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
                    new TypeRef(component.getGenericType(), component.getAnnotatedType(), variables),
                    place(type, name));
            if (TypeRef.isNullable(component) && !part.isOptional()) {
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

    private Node choice(Class<?> type, Map<TypeVariable<?>, TypeRef> variables, String place) {
        String key = TypeRef.key(type, variables).toString();
        if (known.get(key) instanceof SealedNode present) {
            if (unfinished.contains(key) && present.definition.isEmpty()) {
                present.definition = definition(type);
            }
            return present;
        }
        Map<Class<?>, Map<TypeVariable<?>, TypeRef>> variants = new LinkedHashMap<>();
        SealedNode.collect(type, variables, variants, place);
        String tagName = SealedNode.tagName(variants.keySet(), place);
        SealedNode node = new SealedNode(tagName, description(type));
        enter(key, node, place);
        List<RecordNode> nodes = new ArrayList<>();
        Set<String> tags = new HashSet<>();
        for (Map.Entry<Class<?>, Map<TypeVariable<?>, TypeRef>> variant : variants.entrySet()) {
            String tag = SealedNode.snakeCase(variant.getKey().getSimpleName());
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

    private static String description(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    static InvalidParamsException refused(String place, String problem) {
        return new InvalidParamsException(place + ": " + problem);
    }
}
