package io.github.claude4j.cli.tools;

import io.github.claude4j.cli.options.Attachment;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that describes a command as a tool: what the model is told of it, and what is run. */
public final class CommandTool {
    private static final Set<String> MEMBERS = Set.of("name", "description", "input_schema", "command", "timeout");
    private static final long USUAL_SECONDS = 60;

    private final String file;
    private final JsonObject json;

    private CommandTool(String file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    /** The tools of these files. */
    public static List<ToolFunction> all(List<String> files) {
        List<ToolFunction> tools = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String file : files) {
            ToolFunction tool = of(file);
            if (names.contains(tool.name())) {
                throw new UsageException(file + ": name: expected another one than before, found " + tool.name());
            }
            names.add(tool.name());
            tools.add(tool);
        }
        return tools;
    }

    private static ToolFunction of(String file) {
        try {
            return new CommandTool(file, JsonObject.parse(Files.readAllBytes(Attachment.file(file)))).function();
        } catch (InvalidDataException | InvalidParamsException e) {
            throw new UsageException(file + ": expected a tool; " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read");
        }
    }

    private ToolFunction function() {
        json.forEach((name, value) -> {
            if (!MEMBERS.contains(name)) {
                throw wrong(name, "one of name, description, input_schema, command, timeout", "another member");
            }
        });
        String name = text("name");
        String description = text("description");
        JsonObject schema = schema();
        CommandRun run = new CommandRun(command());
        return Tools.function(name, description, schema, run::output).timeout(timeout());
    }

    private String text(String name) {
        if (json.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(name, "text", found(json.get(name)));
    }

    private JsonObject schema() {
        if (json.get("input_schema") instanceof JsonObject schema) {
            return schema;
        }
        throw wrong("input_schema", "an object", found(json.get("input_schema")));
    }

    private List<String> command() {
        List<String> words = new ArrayList<>();
        if (json.get("command") instanceof JsonArray array) {
            for (Object word : array) {
                if (!(word instanceof String text) || text.indexOf('\0') >= 0) {
                    throw wrong("command", "a program and its arguments, all text", found(word));
                }
                words.add(text);
            }
        }
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw wrong("command", "a list of a program and its arguments", found(json.get("command")));
        }
        return List.copyOf(words);
    }

    private Duration timeout() {
        Object seconds = json.get("timeout");
        if (seconds == null) {
            return Duration.ofSeconds(USUAL_SECONDS);
        }
        if (seconds instanceof Long whole && whole > 0 && whole <= Integer.MAX_VALUE) {
            return Duration.ofSeconds(whole);
        }
        throw wrong("timeout", "seconds, 1 or more", seconds instanceof Long ? seconds.toString() : found(seconds));
    }

    private static String found(@Nullable Object value) {
        return value instanceof String text && text.isBlank() ? "nothing in it" : Json.kind(value);
    }

    private UsageException wrong(String member, String expected, String found) {
        return new UsageException(
                file + ": expected a tool; " + member + ": expected " + expected + ", found " + found);
    }
}
