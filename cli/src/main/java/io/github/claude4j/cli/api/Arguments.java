package io.github.claude4j.cli.api;

import io.github.claude4j.InvalidDataException;
import io.github.claude4j.cli.options.Upload;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is called with, made of {@code --param} and {@code --body}.
 *
 * <p>In a route and in a query a value is text. In a body a value that is JSON is sent as that JSON, anything else as text.
 * In an upload {@code @path} is a file, or all files of a folder. A name that comes more than once, or ends with
 * {@code []}, makes a list.
 */
final class Arguments {
    private final Operation operation;
    private final Map<String, String> route = new LinkedHashMap<>();
    private final Map<String, List<@Nullable Object>> fields = new LinkedHashMap<>();
    private final Set<String> lists = new HashSet<>();

    /** @param params each {@code NAME=VALUE} */
    Arguments(Operation operation, List<String> params) {
        this.operation = operation;
        params.forEach(this::add);
        List<String> missing = new ArrayList<>(operation.routeParameters());
        missing.removeAll(route.keySet());
        if (!missing.isEmpty()) {
            throw new UsageException(operation + ": missing --param " + String.join("=... --param ", missing) + "=...");
        }
    }

    private void add(String param) {
        int equals = param.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("--param: expected NAME=VALUE, found " + param);
        }
        String name = param.substring(0, equals);
        String value = param.substring(equals + 1);
        if (operation.routeParameters().contains(name)) {
            if (route.put(name, value) != null) {
                throw new UsageException("--param " + name + ": is part of the route and was given twice");
            }
        } else if (operation.isMultipart() && value.startsWith("@")) {
            upload(name, Upload.of(value.substring(1)));
        } else {
            field(name, operation.hasBody() ? jsonOrText(value) : value);
        }
    }

    private void upload(String name, Upload upload) {
        upload.files().forEach(file -> field(upload.isFolder() ? name + "[]" : name, file));
    }

    private void field(String name, @Nullable Object value) {
        boolean list = name.endsWith("[]");
        String field = list ? name.substring(0, name.length() - 2) : name;
        List<@Nullable Object> values = fields.computeIfAbsent(field, unused -> new ArrayList<>());
        values.add(value);
        if (list || values.size() > 1) {
            lists.add(field);
        }
    }

    private static @Nullable Object jsonOrText(String value) {
        try {
            return Json.parse(value);
        } catch (InvalidDataException e) {
            return value;
        }
    }

    /** The route parameters, in route order. */
    String[] route() {
        return operation.routeParameters().stream().map(route::get).toArray(String[]::new);
    }

    /** Everything else, put over what a body already says. */
    JsonObject fields(JsonObject body) {
        JsonObject.Builder all = body.toBuilder();
        fields.forEach((name, values) -> all.put(name, lists.contains(name) ? JsonArray.of(values) : values.get(0)));
        return all.build();
    }
}
