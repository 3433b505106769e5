package io.github.claude4j.vertex;

import com.google.auth.Credentials;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What both backends on Google's clouds are told: who calls, for which project, where. Nothing is looked for that is not asked for
 * with {@link #fromEnv()}; what is set in code wins over that.
 *
 * @param <B> the options themselves
 */
public abstract class GoogleOptions<B extends GoogleOptions<B>> {
    private @Nullable String project;
    private @Nullable String baseUrl;

    /** The option that says who calls; empty where none did. */
    private String who = "";

    private @Nullable Credentials credentials;
    private @Nullable Supplier<String> token;
    private boolean tokenFixed;

    /** Null where nothing is to be looked for. */
    private @Nullable UnaryOperator<@Nullable String> environment;

    GoogleOptions() {}

    /** The project that calls are made and billed for. With {@link #fromEnv()} it is else that of variables or credentials. */
    public B project(String id) {
        this.project = given("project", id);
        return self();
    }

    /** Where it is, instead of Google's own host: a gateway, a private endpoint. */
    public B baseUrl(String url) {
        this.baseUrl = given("baseUrl", url);
        return self();
    }

    /** Where it is, instead of Google's own host. */
    public B baseUrl(URI url) {
        return baseUrl(given("baseUrl", url).toString());
    }

    /**
     * Credentials of Google, such as {@code GoogleCredentials.getApplicationDefault()} of its library. They get the scope that is
     * needed, keep their tokens and renew them. A token that is refused is renewed once. What they throw counts as a lost
     * connection, so that the call is repeated, unless they say that it will last.
     */
    public B credentials(Credentials credentials) {
        only("credentials");
        this.credentials = given("credentials", credentials);
        return self();
    }

    /** An access token of Google, which ends within the hour. */
    public B accessToken(String token) {
        only("accessToken");
        given("accessToken", token);
        this.token = () -> token;
        this.tokenFixed = true;
        return self();
    }

    /**
     * Gives access tokens: asked for each attempt, so it keeps them itself, and once more when one is refused. What it throws
     * counts as a lost connection, so that the call is repeated; a {@link io.github.claude4j.errors.ClaudeException} ends the call.
     */
    public B accessToken(Supplier<String> token) {
        only("accessToken");
        this.token = given("accessToken", token);
        return self();
    }

    /** Sends requests with nothing that says who calls: for a gateway that adds it. */
    public B skipAuth() {
        only("skipAuth");
        return self();
    }

    /**
     * Takes what was not set from the environment: the project, the place, and who calls. The last are Google's application default
     * credentials, for which {@code com.google.auth:google-auth-library-oauth2-http} has to be on the class path.
     */
    public B fromEnv() {
        return fromEnv(System::getenv);
    }

    /** The same with variables of somewhere else. */
    B fromEnv(UnaryOperator<@Nullable String> variables) {
        this.environment = variables;
        return self();
    }

    private void only(String option) {
        if (!who.isEmpty() && !who.equals(option)) {
            throw new InvalidParamsException(option + ": " + who + " is set already; only one of them can be used");
        }
        who = option;
        tokenFixed = false;
    }

    /** The first of these variables that is set; one that is set to nothing is not. */
    final Optional<String> variable(String... names) {
        UnaryOperator<@Nullable String> variables = environment;
        for (String name : names) {
            String value = variables == null ? null : variables.apply(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    /** What was set in code, else what one of these variables says. */
    final String required(String option, @Nullable String set, String... names) {
        return Optional.ofNullable(set).or(() -> variable(names)).orElseThrow(() -> missing(option, names));
    }

    private InvalidParamsException missing(String option, String... names) {
        return new InvalidParamsException(option + ": expected a value, found none in " + option + "(…)"
                + (environment == null ? "" : " and " + String.join(", ", names)));
    }

    final Optional<String> place(String variable) {
        return Optional.ofNullable(baseUrl).or(() -> variable(variable));
    }

    /** The project in code, in these variables, or of the credentials. */
    final String project(Optional<Credentials> found, String... names) {
        return Optional.ofNullable(project)
                .or(() -> variable(names))
                .or(() -> environment == null ? Optional.empty() : found.flatMap(ApplicationDefault::project))
                .orElseThrow(() -> missing("project", names));
    }

    /** The credentials, looked for where that was asked for; empty where there is a token, or nobody is to call. */
    final Optional<Credentials> found() {
        if (credentials != null) {
            return Optional.of(ApplicationDefault.scoped(credentials));
        }
        if (!who.isEmpty()) {
            return Optional.empty();
        }
        if (environment == null) {
            throw new MissingCredentialsException(
                    "no credentials: expected credentials(…), accessToken(…) or skipAuth(),"
                            + " or fromEnv() for those of the environment");
        }
        return Optional.of(ApplicationDefault.find());
    }

    final Identity identity(Optional<Credentials> found) {
        if (found.isPresent()) {
            return Identity.of(found.get());
        }
        return token == null ? Identity.NONE : Identity.of(token, tokenFixed);
    }

    /** Tells of what is missing as of whatever else is wrong. */
    static <T> T given(String name, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new InvalidParamsException(name + ": expected a value, found none");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }
}
