package io.github.claude4j.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code --body} of every command that has it gives: JSON, {@code @file}, or {@code -} for standard input. */
public final class JsonBody {
    private JsonBody() {}

    /** The object; an empty one where none was given. */
    public static JsonObject read(Terminal terminal, @Nullable String body) throws IOException {
        if (body == null) {
            return JsonObject.of();
        }
        try {
            return JsonObject.parse(
                    body.equals("-")
                            ? terminal.in().readAllBytes()
                            : body.startsWith("@") ? file(body.substring(1)) : body.getBytes(UTF_8));
        } catch (InvalidDataException e) {
            throw new UsageException("--body: " + e.getMessage());
        }
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException e) {
            throw new UsageException("--body: the file " + name + " cannot be read");
        }
    }
}
