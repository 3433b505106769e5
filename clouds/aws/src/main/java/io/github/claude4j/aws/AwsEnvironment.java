package io.github.claude4j.aws;

import io.github.claude4j.errors.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What variables and the files of AWS say. A variable that is set to nothing counts as unset. */
final class AwsEnvironment {
    private final UnaryOperator<@Nullable String> variables;

    /** What variables say, and the files that they name; those of the user where they name none. */
    AwsEnvironment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    /** No variables: files are where they are usually. */
    static AwsEnvironment none() {
        return new AwsEnvironment(name -> null);
    }

    Optional<String> get(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** The key that variables hold. */
    Optional<AwsCredentials> credentials() {
        return get("AWS_ACCESS_KEY_ID")
                .flatMap(id -> get("AWS_SECRET_ACCESS_KEY")
                        .map(secret -> new AwsCredentials(id, secret, get("AWS_SESSION_TOKEN"), Optional.empty())));
    }

    /** The name of the profile that counts where nobody names one. */
    String profile() {
        return get("AWS_PROFILE").orElse("default");
    }

    /** Both files, as they are now. */
    AwsProfiles profiles() {
        return new AwsProfiles(read(credentialsFile()), read(configFile()));
    }

    Path credentialsFile() {
        return file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    }

    Path configFile() {
        return file("AWS_CONFIG_FILE", "config");
    }

    private Path file(String variable, String name) {
        return get(variable).map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".aws", name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new CredentialsException(file + ": could not be read: " + e, e);
        }
    }
}
