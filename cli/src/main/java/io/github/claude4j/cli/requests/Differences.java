package io.github.claude4j.cli.requests;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All places in which two JSON values differ, the order of members included, since the cache sees it. */
final class Differences {
    /**
     * One place.
     *
     * @param first what the first has there as JSON; empty where it has nothing
     * @param second what the second has
     */
    record Place(String path, String first, String second) {
        JsonObject json() {
            return JsonObject.of("path", path, "first", first, "second", second);
        }
    }

    private final List<Place> places = new ArrayList<>();

    private Differences() {}

    static List<Place> of(JsonObject first, JsonObject second) {
        Differences differences = new Differences();
        differences.objects("", first, second);
        return differences.places;
    }

    private void values(String path, @Nullable Object first, @Nullable Object second) {
        if (first instanceof JsonObject one && second instanceof JsonObject other) {
            objects(path, one, other);
        } else if (first instanceof JsonArray one && second instanceof JsonArray other) {
            arrays(path, one, other);
        } else if (!Objects.equals(first, second)) {
            places.add(new Place(path, Json.write(first), Json.write(second)));
        }
    }

    private void objects(String path, JsonObject first, JsonObject second) {
        String before = path.isEmpty() ? "" : path + ".";
        first.forEach((name, value) -> {
            if (second.has(name)) {
                values(before + name, value, second.get(name));
            } else {
                places.add(new Place(before + name, Json.write(value), ""));
            }
        });
        second.forEach((name, value) -> {
            if (!first.has(name)) {
                places.add(new Place(before + name, "", Json.write(value)));
            }
        });
        List<String> one = common(first, second);
        List<String> other = common(second, first);
        if (!one.equals(other)) {
            places.add(new Place(path, "members: " + String.join(", ", one), "members: " + String.join(", ", other)));
        }
    }

    private static List<String> common(JsonObject object, JsonObject other) {
        return object.names().stream().filter(other::has).toList();
    }

    private void arrays(String path, JsonArray first, JsonArray second) {
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String at = path + "[" + i + "]";
            if (i >= second.size()) {
                places.add(new Place(at, Json.write(first.get(i)), ""));
            } else if (i >= first.size()) {
                places.add(new Place(at, "", Json.write(second.get(i))));
            } else {
                values(at, first.get(i), second.get(i));
            }
        }
    }
}
