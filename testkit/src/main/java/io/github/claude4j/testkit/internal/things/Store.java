package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was created, by the path under which it can be fetched. */
public final class Store {
    private final Map<String, JsonObject> things = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();

    public synchronized void put(String path, JsonObject thing) {
        things.put(path, thing);
        deleted.remove(path);
    }

    synchronized @Nullable JsonObject get(String path) {
        return things.get(path);
    }

    /** Whether it was there and is not any more. */
    synchronized boolean wasDeleted(String path) {
        return deleted.contains(path);
    }

    /** Removes a thing, if it is there, and all that belongs to it. */
    public synchronized void remove(String path) {
        if (things.remove(path) != null) {
            deleted.add(path);
        }
        things.keySet().removeIf(other -> other.startsWith(path + "/"));
    }

    /** What was created under this path, the newest first. */
    public synchronized List<JsonObject> list(String collection) {
        List<JsonObject> list = new ArrayList<>();
        things.forEach((path, thing) -> {
            if (path.startsWith(collection + "/") && path.indexOf('/', collection.length() + 1) < 0) {
                list.add(0, thing);
            }
        });
        return list;
    }
}
