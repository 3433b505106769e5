package io.github.claude4j.cli.requests;

import io.github.claude4j.cli.options.Attachment;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;

/** The body of a request for a message, in a file or on standard input. */
final class RequestFile {
    static final String PIPED = "-";

    private RequestFile() {}

    static JsonObject read(Terminal terminal, String name) {
        String source = name.equals(PIPED) ? "standard input" : name;
        try {
            return JsonObject.parse(
                    name.equals(PIPED) ? terminal.in().readAllBytes() : Files.readAllBytes(Attachment.file(name)));
        } catch (InvalidDataException e) {
            throw new UsageException(source + ": expected the body of a request as JSON; " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(source + ": cannot be read");
        }
    }
}
