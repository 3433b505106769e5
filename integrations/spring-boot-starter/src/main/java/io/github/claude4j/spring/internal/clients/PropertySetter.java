package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.spring.ClaudeSetupException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands properties to the options of a builder, and tells of what these refuse by the property's name.
 *
 * @param prefix what stands before the properties, such as {@code claude.clients.eu}
 */
public record PropertySetter(String prefix) {
    /** Sets an option, where the property is set. */
    <T> void set(String property, @Nullable T value, Consumer<T> option) {
        if (value == null) {
            return;
        }
        try {
            option.accept(value);
        } catch (InvalidParamsException e) {
            throw wrong(property, problem(e), e);
        }
    }

    /**
     * What builds, and looks at everything together.
     *
     * @param properties those that an error of it may be about, by the options' names
     * @throws InvalidParamsException for all else
     */
    <T> T built(Supplier<T> build, Map<String, String> properties) {
        try {
            return build.get();
        } catch (InvalidParamsException e) {
            String message = String.valueOf(e.getMessage());
            String property = properties.get(message.substring(0, Math.max(0, message.indexOf(':'))));
            throw property == null ? e : wrong(property, problem(e), e);
        }
    }

    /** What is told of a property. */
    public ClaudeSetupException wrong(String property, String problem, @Nullable Throwable cause) {
        return wrong(property, problem, "Change " + prefix + "." + property + ".", cause);
    }

    ClaudeSetupException wrong(String property, String problem, String action, @Nullable Throwable cause) {
        return new ClaudeSetupException(prefix + "." + property + ": " + problem, action, cause);
    }

    /** The message without the name of the builder's option. */
    private static String problem(InvalidParamsException error) {
        String message = String.valueOf(error.getMessage());
        return message.substring(message.indexOf(": ") + 1).strip();
    }
}
