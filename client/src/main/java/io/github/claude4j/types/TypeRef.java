package io.github.claude4j.types;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type as it is written somewhere, and what its type variables mean there. */
final class TypeRef {
    final Type type;
    final Map<TypeVariable<?>, TypeRef> variables;

    /** The same with its annotations, where they are known. */
    private final @Nullable AnnotatedType annotated;

    TypeRef(Type type, @Nullable AnnotatedType annotated, Map<TypeVariable<?>, TypeRef> variables) {
        this.type = type;
        this.annotated = annotated;
        this.variables = variables;
    }

    /** What this consists of, at that position: an argument, or the component of an array. */
    TypeRef part(Type part, int index) {
        AnnotatedType annotations = annotated instanceof AnnotatedParameterizedType generic
                ? generic.getAnnotatedActualTypeArguments()[index]
                : annotated instanceof AnnotatedArrayType array ? array.getAnnotatedGenericComponentType() : null;
        return new TypeRef(part, annotations, variables);
    }

    boolean isNullable() {
        return annotated != null && isNullable(annotated);
    }

    /** Whether one of the annotations called Nullable is there; which library it comes from does not matter. */
    static boolean isNullable(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }

    /** The class that is left of it at run time. */
    Class<?> erasure() {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return part(array.getGenericComponentType(), 0).erasure().arrayType();
        }
        // An array of a variable has the bound of the variable as its class, whatever it stands for.
        return type instanceof TypeVariable<?> variable
                ? new TypeRef(variable.getBounds()[0], null, Map.of()).erasure()
                : Object.class;
    }

    /** What the parameters of a class mean with these arguments. */
    static Map<TypeVariable<?>, TypeRef> variables(Class<?> type, List<TypeRef> arguments) {
        Map<TypeVariable<?>, TypeRef> variables = new HashMap<>();
        TypeVariable<?>[] parameters = type.getTypeParameters();
        for (int i = 0; i < parameters.length && i < arguments.size(); i++) {
            variables.put(parameters[i], arguments.get(i));
        }
        return variables;
    }

    /** A class with the meaning of its parameters, as text that is the same for the same. */
    static StringBuilder key(Class<?> type, Map<TypeVariable<?>, TypeRef> variables) {
        StringBuilder key = new StringBuilder(type.getName());
        for (TypeVariable<?> variable : type.getTypeParameters()) {
            TypeRef meaning = variables.get(variable);
            key.append('<');
            if (meaning != null) {
                write(meaning, key);
            }
            key.append('>');
        }
        return key;
    }

    private static void write(TypeRef ref, StringBuilder key) {
        if (ref.isNullable()) {
            key.append('?');
        }
        TypeRef meaning = ref.type instanceof TypeVariable<?> variable ? ref.variables.get(variable) : null;
        if (meaning != null) {
            write(meaning, key);
        } else if (ref.type instanceof ParameterizedType generic) {
            key.append(generic.getRawType().getTypeName());
            Type[] arguments = generic.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                key.append('<');
                write(ref.part(arguments[i], i), key);
                key.append('>');
            }
        } else if (ref.type instanceof GenericArrayType array) {
            write(ref.part(array.getGenericComponentType(), 0), key);
            key.append("[]");
        } else if (ref.type instanceof WildcardType wildcard) {
            write(new TypeRef(wildcard.getUpperBounds()[0], null, ref.variables), key);
        } else {
            key.append(ref.type.getTypeName());
        }
    }
}
