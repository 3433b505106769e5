package io.github.claude4j.jackson;

import io.github.claude4j.types.MisfitException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what Jackson refused in words for the model: by its path, without the values that Jackson quotes. */
final class Misfits {
    private Misfits() {}

    static MisfitException of(JacksonException e) {
        String path = path(e);
        String problem = problem(e);
        MisfitException misfit = new MisfitException(List.of(path.isEmpty() ? problem : path + ": " + problem));
        misfit.initCause(e);
        return misfit;
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String problem(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            StringBuilder known = new StringBuilder();
            for (Object name : unknown.getKnownPropertyIds()) {
                known.append(known.isEmpty() ? "" : ", ").append(name);
            }
            return "is unknown; there are " + known;
        }
        Throwable cause = e.getCause();
        if (e instanceof ValueInstantiationException && cause != null && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return e instanceof MismatchedInputException mismatch
                ? "expected " + expected(mismatch.getTargetType())
                : "does not fit";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            StringBuilder names = new StringBuilder("one of ");
            for (Object constant : type.getEnumConstants()) {
                names.append(names.length() == "one of ".length() ? "" : ", ").append(constant);
            }
            return names.toString();
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        boolean simple = type.isPrimitive() || type.getName().startsWith("java.");
        return simple && !Map.class.isAssignableFrom(type) ? "a value of " + type.getSimpleName() : "an object";
    }
}
