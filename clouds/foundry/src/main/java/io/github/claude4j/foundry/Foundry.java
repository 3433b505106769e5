package io.github.claude4j.foundry;

import io.github.claude4j.client.BackendOptions;
import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Claude on Microsoft Foundry: messages, counting tokens, files, skills and user profiles. A model has the name of its deployment.
 *
 * <pre>{@code
 * try (Claude claude = Claude.builder().backend(Foundry.fromEnv()).build()) {
 *     …
 * }
 * }</pre>
 */
public final class Foundry implements Backend {
    private static final String USED = "claude4j.foundry.secret";
    private static final String PATH = "/anthropic";
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    private static final List<String> THERE = List.of(
            "POST /v1/messages", "POST /v1/messages/count_tokens", " /v1/files", " /v1/skills", " /v1/user_profiles");

    private final String baseUrl;

    /** The header that says who calls; empty for none. */
    private final String header;

    private final Supplier<String> secret;
    private final boolean fixed;

    private Foundry(Builder options) {
        this.baseUrl = options.where();
        this.header = options.header;
        this.secret = options.secret;
        this.fixed = options.fixed;
    }

    /** With what the environment says: see {@link Builder#fromEnv()}. */
    public static Foundry fromEnv() {
        return builder().fromEnv().build();
    }

    /** Builds it. It looks at the environment only if it is told to. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String provider() {
        return "azure.ai.inference";
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public boolean isReady() {
        return fixed;
    }

    @Override
    public boolean supports(Operation operation) {
        String asked = operation.method() + " " + operation.route();
        for (String known : THERE) {
            boolean there = known.startsWith(" ")
                    ? (operation.route() + "/").startsWith(known.substring(1) + "/")
                    : asked.equals(known);
            if (there) {
                return true;
            }
        }
        return false;
    }

    /** A request that has a key or an {@code authorization} of its own is left alone. */
    @Override
    public Request adapt(Request request, Call call) throws IOException {
        if (header.isEmpty()
                || request.headers().has("authorization")
                || request.headers().has("x-api-key")) {
            return request;
        }
        String now = ask();
        call.attribute(USED, new Used(now));
        return request.withHeader(header, header.equals("authorization") ? "Bearer " + now : now);
    }

    @Override
    public Response error(Response error, Call call) throws IOException {
        return FoundryErrors.translated(error);
    }

    @Override
    public boolean renew(Response refusal, Call call) throws IOException {
        return !fixed && call.attribute(USED) instanceof Used used && !used.secret.equals(ask());
    }

    private String ask() throws IOException {
        return AccessToken.of(Backend.asked("no key or token for Foundry", secret::get))
                .value();
    }

    /** Who answers, and where. */
    @Override
    public String toString() {
        return provider() + " at " + baseUrl;
    }

    /** Kept on the call, where it shows nothing. */
    private static final class Used {
        private final String secret;

        Used(String secret) {
            this.secret = secret;
        }
    }

    /** Says who calls, and where: a resource or a base URL, a key or tokens. What is set in code wins over the environment. */
    public static final class Builder extends BackendOptions<Builder> {
        private @Nullable String resource;
        private String header = "";
        private Supplier<String> secret = () -> "";
        private boolean fixed = true;

        private Builder() {}

        /** The name of the resource, the first part of {@code ….services.ai.azure.com}. */
        public Builder resource(String name) {
            if (!RESOURCE.matcher(given("resource", name)).matches()) {
                throw new InvalidParamsException(
                        "resource: expected letters, digits and hyphens, found \"" + name + "\"");
            }
            this.resource = name;
            return this;
        }

        /** Where it is, instead of a resource: a gateway, an endpoint of your own. {@code /anthropic} is put behind it where it is not there. */
        @Override
        public Builder baseUrl(String url) {
            return super.baseUrl(url);
        }

        /** The key of the resource, which is sent as {@code x-api-key}. */
        public Builder apiKey(String key) {
            given("apiKey", key);
            return who("apiKey", "x-api-key", () -> key, true);
        }

        /** The same for keys that change: asked for each attempt, and once more when one is refused. */
        public Builder apiKey(Supplier<String> key) {
            return who("apiKey", "x-api-key", given("apiKey", key), false);
        }

        /**
         * Gives tokens of Microsoft Entra, for the scope {@code https://ai.azure.com/.default}: asked for each attempt, so it keeps
         * them itself, and once more when one is refused. What it throws counts as a lost connection, so that the call is
         * repeated; a {@link io.github.claude4j.errors.ClaudeException} ends the call.
         */
        public Builder accessToken(Supplier<String> token) {
            return who("accessToken", "authorization", given("accessToken", token), false);
        }

        /**
         * Takes what was not set from {@code ANTHROPIC_FOUNDRY_RESOURCE}, {@code ANTHROPIC_FOUNDRY_BASE_URL} and
         * {@code ANTHROPIC_FOUNDRY_API_KEY}.
         */
        @Override
        public Builder fromEnv() {
            return super.fromEnv();
        }

        @Override
        protected Builder fromEnv(UnaryOperator<@Nullable String> variables) {
            return super.fromEnv(variables);
        }

        private Builder who(String option, String name, Supplier<String> value, boolean isFixed) {
            who(option);
            header = name;
            secret = value;
            fixed = isFixed;
            return this;
        }

        private String where() {
            Optional<String> url = place();
            if (resource == null && url.isEmpty()) {
                variable("ANTHROPIC_FOUNDRY_RESOURCE").ifPresent(this::resource);
                url = variable("ANTHROPIC_FOUNDRY_BASE_URL");
            }
            if (resource != null && url.isPresent()) {
                throw new InvalidParamsException("resource, baseUrl: expected one of them, found both");
            }
            if (resource != null) {
                return "https://" + resource + ".services.ai.azure.com" + PATH;
            }
            String place = url.orElseThrow(() -> new InvalidParamsException(
                            "resource: expected one of resource(…) and baseUrl(…), found none"
                                    + (isFromEnv()
                                            ? ", nor ANTHROPIC_FOUNDRY_RESOURCE or ANTHROPIC_FOUNDRY_BASE_URL"
                                            : "")))
                    .replaceAll("/+$", "");
            return place.endsWith(PATH) ? place : place + PATH;
        }

        /**
         * The backend.
         *
         * @throws InvalidParamsException where neither a resource nor a base URL is said, or both are
         * @throws MissingCredentialsException where nothing says who calls
         */
        public Foundry build() {
            if (who().isEmpty()) {
                String key = variable("ANTHROPIC_FOUNDRY_API_KEY")
                        .orElseThrow(() -> new MissingCredentialsException(
                                "no credentials: expected apiKey(…), accessToken(…) or skipAuth(), found none"
                                        + (isFromEnv() ? ", nor ANTHROPIC_FOUNDRY_API_KEY" : "")));
                header = "x-api-key";
                secret = () -> key;
            }
            return new Foundry(this);
        }
    }
}
