package io.github.claude4j.credentials;

import io.github.claude4j.errors.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The directory that profiles are in. */
final class ConfigDirectory {
    private final Path path;

    private ConfigDirectory(Path path) {
        this.path = path;
    }

    /** The directory that these variables lead to, whether or not it exists. */
    static ConfigDirectory find(UnaryOperator<String> variables, boolean windows) {
        Optional<String> given = set(variables, "ANTHROPIC_CONFIG_DIR");
        if (given.isPresent()) {
            return new ConfigDirectory(Path.of(given.get()));
        }
        Optional<String> applications = windows ? set(variables, "APPDATA") : Optional.empty();
        if (applications.isPresent()) {
            return new ConfigDirectory(Path.of(applications.get(), "Anthropic"));
        }
        // The specification of that variable says to ignore a relative path.
        Optional<Path> xdg = set(variables, "XDG_CONFIG_HOME").map(Path::of).filter(Path::isAbsolute);
        Path base = xdg.orElseGet(
                () -> Path.of(set(variables, "HOME").orElseGet(() -> System.getProperty("user.home")), ".config"));
        return new ConfigDirectory(base.resolve("anthropic"));
    }

    static Optional<String> set(UnaryOperator<String> variables, String name) {
        return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    static boolean isName(String name) {
        return name.matches("[A-Za-z0-9_.-]+") && !name.equals(".") && !name.equals("..");
    }

    /** The name of the profile that is active. */
    String active() {
        Path file = path.resolve("active_config");
        try {
            String name = Files.readString(file).strip();
            if (name.isEmpty()) {
                return "default";
            }
            if (!isName(name)) {
                throw new CredentialsException(
                        file + ": expected the name of a profile: letters, digits, '_', '.' and '-'");
            }
            return name;
        } catch (NoSuchFileException e) {
            return "default";
        } catch (IOException e) {
            throw new CredentialsException(file + ": could not be read: " + e, e);
        }
    }

    Path config(String profile) {
        return path.resolve("configs").resolve(profile + ".json");
    }

    /** Where the tokens of a profile are; {@code given} may say so, relative to the directory. */
    Path credentials(String profile, Optional<String> given) {
        return given.map(path::resolve)
                .orElseGet(() -> path.resolve("credentials").resolve(profile + ".json"));
    }
}
