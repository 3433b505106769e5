package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates, fetches, changes, lists and deletes whatever the spec describes, by its routes alone. An id that was never
 * created answers as if it were the smallest thing of its kind.
 */
final class Things {
    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final Store store;
    private final Validator validator;

    Things(Spec spec, Ids ids, Samples samples, Store store) {
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.store = store;
        this.validator = Validator.ofAnswers(spec);
    }

    FakeResponse answer(Call call) {
        Operation operation = call.operation();
        if (operation.pageOf() != null) {
            return FakeResponse.json(Pages.of(operation, items(call), call.query(), samples.now()));
        }
        return switch (operation.method()) {
            case "GET" -> retrieve(call);
            case "DELETE" -> delete(call);
            default -> FakeResponse.json(post(call));
        };
    }

    private List<JsonObject> items(Call call) {
        List<JsonObject> items = new ArrayList<>();
        String type = call.operation().pageOf();
        for (JsonObject item : store.list(path(call))) {
            if (type != null && validator.check("", new TypeExpr.Named(type), item) == null) {
                items.add(item);
            }
        }
        return items;
    }

    private FakeResponse retrieve(Call call) {
        JsonObject stored = store.get(path(call));
        if (stored == null && call.operation().mayBeNull()) {
            return FakeResponse.of(200, "application/json", "null");
        }
        return FakeResponse.json(stored != null ? stored : unknown(call, path(call), call.operation()));
    }

    private FakeResponse delete(Call call) {
        String path = path(call);
        if (store.wasDeleted(path)) {
            throw RefusedException.notFound("Not found: " + path);
        }
        store.remove(path);
        return FakeResponse.json(echoed(call, samples.answer(call.operation()), true));
    }

    private JsonObject post(Call call) {
        Operation operation = call.operation();
        String path = path(call);
        Operation item = itemOf(operation);
        if (item != null) {
            return create(call, item);
        }
        Operation same = spec.match("GET", call.request().segments());
        if (same != null && same.route().equals(operation.route()) && sameType(same, operation)) {
            return update(call, path);
        }
        return act(call);
    }

    private JsonObject create(Call call, Operation item) {
        JsonObject made = merged(call, echoed(call, samples.answer(call.operation()), false));
        String last = item.segments().get(item.segments().size() - 1);
        String parameter = last.substring(1, last.length() - 1);
        String kind = parameter.endsWith("_id") ? parameter.substring(0, parameter.length() - 3) : parameter;
        if (made.has("id")) {
            made = made.with("id", ids.next(kind));
        }
        Object key = made.get(parameter) instanceof String own ? own : made.get("id");
        if (key == null || store.get(path(call) + "/" + key) != null) {
            key = ids.next(kind);
            made = made.has(parameter) ? made.with(parameter, key) : made;
        }
        store.put(path(call) + "/" + key, made);
        return made;
    }

    private JsonObject update(Call call, String path) {
        JsonObject stored = store.get(path);
        JsonObject changed = merged(call, stored != null ? stored : unknown(call, path, call.operation()));
        if (changed.has("updated_at")) {
            changed = changed.with("updated_at", samples.now());
        }
        store.put(path, changed);
        return changed;
    }

    /** A verb on a thing, such as archive: it answers with the thing, or with something else about it. */
    private JsonObject act(Call call) {
        List<String> segments = call.request().segments();
        Operation parent = spec.match("GET", segments.subList(0, segments.size() - 1));
        if (parent == null || !sameType(parent, call.operation())) {
            return merged(call, echoed(call, samples.answer(call.operation()), false));
        }
        String path = path(call);
        path = path.substring(0, path.lastIndexOf('/'));
        JsonObject stored = store.get(path);
        JsonObject thing = stored != null ? stored : unknown(call, path, call.operation());
        String time = segments.get(segments.size() - 1) + "d_at";
        if (thing.has(time)) {
            thing = thing.with(time, samples.now());
            store.put(path, thing);
        }
        return thing;
    }

    private JsonObject unknown(Call call, String path, Operation operation) {
        if (store.wasDeleted(path)) {
            throw RefusedException.notFound("Not found: " + path);
        }
        return echoed(call, samples.answer(operation), true);
    }

    /** The operation that fetches one of what this one creates; null when it creates nothing. */
    private @Nullable Operation itemOf(Operation operation) {
        for (Operation other : spec.operations()) {
            boolean below = other.segments().size() == operation.segments().size() + 1
                    && other.route().startsWith(operation.route() + "/{");
            if (below && other.method().equals("GET") && other.onItem() && operation.returns() != null) {
                return other;
            }
        }
        return null;
    }

    private static boolean sameType(Operation one, Operation other) {
        return one.returns() != null && one.returns().equals(other.returns());
    }

    /** The object with the ids of the route in the fields that are called like them. */
    private static JsonObject echoed(Call call, JsonObject object, boolean isTheThing) {
        JsonObject echoed = object;
        for (Map.Entry<String, String> parameter : call.route().entrySet()) {
            if (object.get(parameter.getKey()) instanceof String) {
                echoed = echoed.with(parameter.getKey(), parameter.getValue());
            }
        }
        String id = call.id().orElse(null);
        return isTheThing && id != null && object.get("id") instanceof String ? echoed.with("id", id) : echoed;
    }

    /** The object with what the request says, where the answer may say the same. Secrets are never told again. */
    private JsonObject merged(Call call, JsonObject object) {
        if (!(call.operation().returns() instanceof TypeExpr.Named named)
                || !(spec.type(named.name()) instanceof TypeDef.ObjectDef type)) {
            return object;
        }
        JsonObject.Builder merged = object.toBuilder();
        call.body().forEach((name, value) -> {
            TypeDef.Field field = type.fields().get(name);
            if (field == null || field.secret()) {
                return;
            }
            if (value == null) {
                if (field.nullable()) {
                    merged.put(name, null);
                }
            } else if (validator.check("", field.type(), value) == null) {
                merged.put(name, value);
            } else if (value instanceof String id && object.get(name) instanceof JsonObject whole && whole.has("id")) {
                merged.put(name, whole.with("id", id));
            }
        });
        return merged.build();
    }

    private static String path(Call call) {
        return "/" + String.join("/", call.request().segments());
    }
}
