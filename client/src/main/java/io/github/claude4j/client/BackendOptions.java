package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What builders of backends have in common: where it is, and who calls, which one option says. Nothing is looked for that is not asked for with
 * {@link #fromEnv()}; what is set in code wins over that.
 *
 * @param <B> the options themselves
 */
public abstract class BackendOptions<B extends BackendOptions<B>> {
    private @Nullable String baseUrl;
    private String who = "";
    private @Nullable UnaryOperator<@Nullable String> environment;

    protected BackendOptions() {}

    /**
     * Where it is, instead of the cloud's own host: a gateway, an endpoint of your own. A path is kept in front of every route, and a
     * region that is signed for stays what it is.
     */
    public B baseUrl(String url) {
        this.baseUrl = given("baseUrl", url);
        return self();
    }

    /** Where it is, instead of the cloud's own host. */
    public B baseUrl(URI url) {
        return baseUrl(given("baseUrl", url).toString());
    }

    /** Sends requests with nothing that says who calls: for a gateway that adds it. */
    public B skipAuth() {
        who("skipAuth");
        return self();
    }

    /** Takes what was not set from the environment. */
    public B fromEnv() {
        return fromEnv(System::getenv);
    }

    /** The same with variables of somewhere else. */
    protected B fromEnv(UnaryOperator<@Nullable String> variables) {
        this.environment = given("variables", variables);
        return self();
    }

    /** The base URL in code, else in the first of these variables that is set; empty for the cloud's own host. */
    protected final Optional<String> place(String... variables) {
        return Optional.ofNullable(baseUrl).or(() -> variable(variables));
    }

    /** Whether to look at the environment. */
    protected final boolean isFromEnv() {
        return environment != null;
    }

    /** The first of these variables that is set; one that is set to nothing is not. Empty where the environment is not looked at. */
    protected final Optional<String> variable(String... names) {
        UnaryOperator<@Nullable String> variables = environment;
        for (String name : names) {
            String value = variables == null ? null : variables.apply(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    /**
     * Notes the option that says who calls; the same may be set again.
     *
     * @throws InvalidParamsException where another has said it
     */
    protected final void who(String option) {
        if (!who.isEmpty() && !who.equals(option)) {
            throw new InvalidParamsException(option + ": " + who + " is set already; only one of them can be used");
        }
        who = option;
    }

    /** The option that says who calls; empty where none did. */
    protected final String who() {
        return who;
    }

    /** Tells of what is missing as of whatever else is wrong. */
    protected static <T> T given(String name, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new InvalidParamsException(name + ": expected a value, found none");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    protected final B self() {
        return (B) this;
    }
}
