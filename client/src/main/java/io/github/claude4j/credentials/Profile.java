package io.github.claude4j.credentials;

import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A named configuration on disk, as the {@code ant} command and the official SDKs use it: how to get tokens, for which
 * organization and workspace, and where the API is. Its files are read when the first request needs them.
 *
 * <p>The directory is {@code ANTHROPIC_CONFIG_DIR}, else {@code %APPDATA%\Anthropic} on Windows, else
 * {@code $XDG_CONFIG_HOME/anthropic}, else {@code ~/.config/anthropic}. A profile is {@code configs/NAME.json} there; its
 * tokens are in {@code credentials/NAME.json}. Environment variables fill in what the file leaves out.
 */
public final class Profile implements AccessTokenProvider {
    private final @Nullable String given;
    private final UnaryOperator<String> variables;
    private @Nullable Loaded loaded;

    private Profile(@Nullable String given, UnaryOperator<String> variables) {
        this.given = given;
        this.variables = variables;
    }

    /**
     * The profile of this name. That it does not exist is an error when the first request is made.
     *
     * @throws InvalidParamsException when it cannot be a name
     */
    public static Profile of(String name) {
        return of(name, System::getenv);
    }

    /** The same with other environment variables. */
    public static Profile of(String name, UnaryOperator<String> variables) {
        if (!ConfigDirectory.isName(name)) {
            throw new InvalidParamsException(
                    "profile: expected a name of letters, digits, '_', '.' and '-', found \"" + name + "\"");
        }
        return new Profile(name, Objects.requireNonNull(variables, "variables"));
    }

    /** The profile that the file {@code active_config} names, else the one called {@code default}. */
    public static Profile active() {
        return active(System::getenv);
    }

    /** The same with other environment variables. */
    public static Profile active(UnaryOperator<String> variables) {
        return new Profile(null, Objects.requireNonNull(variables, "variables"));
    }

    @Override
    public AccessToken token(Context context) throws IOException, InterruptedException {
        Loaded profile = loaded();
        if (profile.tokens == null) {
            String problem = "no file " + profile.file;
            throw given == null
                    ? new MissingCredentialsException(problem)
                    : new CredentialsException(profile.name + ": " + problem);
        }
        return profile.tokens.token(context);
    }

    @Override
    public Optional<String> baseUrl() {
        return loaded().baseUrl;
    }

    @Override
    public String name() {
        return given == null ? "the active profile" : "profile " + given;
    }

    @Override
    public String toString() {
        return name();
    }

    /** What the file said. Without a file there are no tokens; it is looked for again then. */
    private record Loaded(String name, Path file, @Nullable AccessTokenProvider tokens, Optional<String> baseUrl) {}

    private synchronized Loaded loaded() {
        Loaded known = loaded;
        if (known == null || known.tokens == null) {
            known = load();
            loaded = known;
        }
        return known;
    }

    private Loaded load() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        ConfigDirectory directory = ConfigDirectory.find(variables, windows);
        String profile = given != null ? given : directory.active();
        String name = "profile " + profile;
        Path file = directory.config(profile);
        try {
            JsonObject json = JsonObject.parse(Files.readAllBytes(file));
            Optional<String> version = json.optString("version");
            if (version.isPresent() && !version.get().startsWith("1.")) {
                throw new CredentialsException(
                        name + ": version: expected 1.x, found " + version.get() + ", in " + file);
            }
            Optional<String> url = json.optString("base_url").or(() -> set("ANTHROPIC_BASE_URL"));
            return new Loaded(name, file, tokens(name, profile, json, directory), url);
        } catch (NoSuchFileException e) {
            return new Loaded(name, file, null, Optional.empty());
        } catch (IOException e) {
            throw new CredentialsException(name + ": " + file + " could not be read: " + e, e);
        } catch (InvalidDataException | InvalidParamsException e) {
            String problem = e.getMessage() + ", in " + file;
            throw new CredentialsException(problem.startsWith(name) ? problem : name + ": " + problem, e);
        }
    }

    private AccessTokenProvider tokens(String name, String profile, JsonObject json, ConfigDirectory directory) {
        JsonObject authentication = json.optObject("authentication")
                .orElseThrow(() -> new InvalidDataException("authentication: expected an object, found nothing"));
        String type = authentication.optString("type").orElse("");
        return switch (type) {
            case "oidc_federation" -> federation(name, json, authentication);
            case "user_oauth" ->
                new UserTokens(
                        name,
                        new CredentialsFile(
                                name, directory.credentials(profile, authentication.optString("credentials_path"))),
                        authentication.optString("client_id").orElse(""),
                        json.optString("workspace_id")
                                .or(() -> set("ANTHROPIC_WORKSPACE_ID"))
                                .orElse(""));
            default ->
                throw new InvalidDataException(
                        "authentication.type: expected oidc_federation or user_oauth, found \"" + type + "\"");
        };
    }

    private Federation federation(String name, JsonObject json, JsonObject authentication) {
        return Federation.of(builder -> {
            builder.name(name);
            authentication.optString("federation_rule_id").ifPresent(builder::ruleId);
            json.optString("organization_id").ifPresent(builder::organizationId);
            authentication.optString("service_account_id").ifPresent(builder::serviceAccountId);
            json.optString("workspace_id").ifPresent(builder::workspaceId);
            authentication.optObject("identity_token").ifPresent(token -> {
                String source = token.optString("source").orElse("");
                if (!source.equals("file")) {
                    throw new InvalidDataException(
                            "authentication.identity_token.source: expected file, found \"" + source + "\"");
                }
                builder.identityTokenFile(Path.of(token.string("path")));
            });
            builder.fromEnv(variables);
        });
    }

    private Optional<String> set(String variable) {
        return ConfigDirectory.set(variables, variable);
    }
}
