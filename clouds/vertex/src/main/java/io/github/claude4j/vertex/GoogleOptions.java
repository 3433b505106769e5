package io.github.claude4j.vertex;

import com.google.auth.Credentials;
import io.github.claude4j.client.BackendOptions;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
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
public abstract class GoogleOptions<B extends GoogleOptions<B>> extends BackendOptions<B> {
    private @Nullable String project;
    private @Nullable Credentials credentials;
    private @Nullable Supplier<String> token;
    private boolean tokenFixed;

    GoogleOptions() {}

    /** The project that calls are made and billed for. With {@link #fromEnv()} it is else that of variables or credentials. */
    public B project(String id) {
        this.project = given("project", id);
        return self();
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

    /**
     * Takes what was not set from the environment: the project, the place, and who calls. The last are Google's application default
     * credentials, for which {@code com.google.auth:google-auth-library-oauth2-http} has to be on the class path.
     */
    @Override
    public B fromEnv() {
        return super.fromEnv();
    }

    @Override
    protected B fromEnv(UnaryOperator<@Nullable String> variables) {
        return super.fromEnv(variables);
    }

    private void only(String option) {
        who(option);
        tokenFixed = false;
    }

    /** What was set in code, else what one of these variables says. */
    final String required(String option, @Nullable String set, String... names) {
        return Optional.ofNullable(set).or(() -> variable(names)).orElseThrow(() -> missing(option, names));
    }

    private InvalidParamsException missing(String option, String... names) {
        return new InvalidParamsException(option + ": expected a value, found none in " + option + "(…)"
                + (isFromEnv() ? " and " + String.join(", ", names) : ""));
    }

    /** The project in code, in these variables, or of the credentials. */
    final String project(Optional<Credentials> found, String... names) {
        return Optional.ofNullable(project)
                .or(() -> variable(names))
                .or(() -> isFromEnv() ? found.flatMap(ApplicationDefault::project) : Optional.empty())
                .orElseThrow(() -> missing("project", names));
    }

    /** The credentials, looked for where that was asked for; empty where there is a token, or nobody is to call. */
    final Optional<Credentials> found() {
        if (credentials != null) {
            return Optional.of(ApplicationDefault.scoped(credentials));
        }
        if (!who().isEmpty()) {
            return Optional.empty();
        }
        if (!isFromEnv()) {
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
}
