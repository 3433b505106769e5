package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.spring.ClaudeSetupException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hands properties to the options of a builder, and tells of what these refuse by the property's name.
 *
 * @param prefix what stands before the properties, such as {@code claude.clients.eu}
 */
public record PropertySetter(String prefix) {
    /** An option of a builder as its errors tell how to set it. */
    private static final Pattern OPTION =
            Pattern.compile("(?:call )?\\b(\\w+)(?:\\((…?)\\)(?: on the builder)?|(?= is set already))");

    /** The properties that are for these options. */
    private static final Map<String, String> OPTIONS = Map.of(
            "allowInsecureHttp", "allow-insecure-http",
            "apiKey", "api-key",
            "authToken", "auth-token",
            "accessToken", "auth-token",
            "profile", "profile",
            "skipAuth", "skip-auth",
            "baseUrl", "base-url",
            "resource", "foundry.resource");

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

    /** A text that tells of options of a builder, with the properties that are for them instead. */
    public String inProperties(String text) {
        return OPTION.matcher(text).replaceAll(option -> {
            String property = OPTIONS.get(option.group(1));
            String value = "".equals(option.group(2)) ? "=true" : "";
            return Matcher.quoteReplacement(property == null ? option.group() : prefix + "." + property + value);
        });
    }

    /** The message without the name of the builder's option. */
    private String problem(InvalidParamsException error) {
        String message = String.valueOf(error.getMessage());
        return inProperties(message.substring(message.indexOf(": ") + 1).strip());
    }
}
