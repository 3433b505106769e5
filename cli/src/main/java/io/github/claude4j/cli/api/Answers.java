package io.github.claude4j.cli.api;

import io.github.claude4j.Download;
import io.github.claude4j.EventStream;
import io.github.claude4j.JsonLines;
import io.github.claude4j.cli.terminal.Output;
import io.github.claude4j.http.Http;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls operations and prints what they answer with. */
final class Answers {
    private final Http http;
    private final Output out;

    Answers(Http http, Output out) {
        this.http = http;
        this.out = out;
    }

    /**
     * Calls an operation and prints its answer.
     *
     * @param all whether to go on over all pages
     * @param file where to save an answer of bytes; null for standard output
     */
    void print(Operation operation, JsonObject fields, boolean all, @Nullable Path file, String... route)
            throws IOException {
        boolean asksToStream = operation.streams() && Boolean.TRUE.equals(fields.get("stream"));
        switch (asksToStream ? Operation.Answer.EVENTS : operation.answer()) {
            case OBJECT ->
                http.sendOptional(operation, fields, Function.identity(), route).ifPresent(out::json);
            case PAGE -> page(operation, fields, all, route);
            case EVENTS -> events(operation, fields, route);
            case LINES -> lines(operation, fields, route);
            case BINARY -> bytes(operation, fields, file, route);
        }
    }

    private void page(Operation operation, JsonObject fields, boolean all, String... route) {
        var page = http.page(operation, fields, Function.identity(), route);
        if (all) {
            page.forEach(out::jsonLine);
        } else {
            out.json(page.json());
        }
    }

    private void events(Operation operation, JsonObject fields, String... route) {
        try (EventStream<JsonObject> events = http.stream(operation, fields, Function.identity(), route)) {
            events.forEach(out::jsonLine);
        }
    }

    private void lines(Operation operation, JsonObject fields, String... route) {
        try (JsonLines<JsonObject> lines = http.lines(operation, fields, Function.identity(), route)) {
            lines.forEach(out::jsonLine);
        }
    }

    private void bytes(Operation operation, JsonObject fields, @Nullable Path file, String... route)
            throws IOException {
        try (Download download = http.download(operation, fields, route)) {
            if (file == null) {
                out.bytes(download.stream());
            } else {
                download.saveTo(file);
            }
        }
    }
}
