package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Completion;
import io.github.claude4j.testkit.internal.spec.Ids;
import io.github.claude4j.testkit.internal.spec.Merging;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Routes;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates, fetches, changes, lists, archives and deletes whatever the spec describes, by its routes alone. An id that
 * was never created is unknown; without strictness, and where the API itself cannot create such a thing, it answers as
 * if it were the smallest thing of its kind.
 */
public final class Things {
    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final Store store = new Store();
    private final Completion completion;
    private @Nullable Routes routes;
    private final boolean strict;

    public Things(Spec spec, Ids ids, Samples samples, boolean strict) {
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.strict = strict;
        completion = new Completion(spec, samples);
    }

    public boolean strict() {
        return strict;
    }

    public Store store() {
        return store;
    }

    public Ids ids() {
        return ids;
    }

    public Samples samples() {
        return samples;
    }

    private synchronized Routes routes() {
        Routes ready = routes;
        if (ready == null) {
            ready = new Routes(spec);
            routes = ready;
        }
        return ready;
    }

    public Completion completion() {
        return completion;
    }

    public Answer answer(Understood call) {
        check(call);
        SpecOperation operation = call.operation();
        if (operation.pageOf() != null) {
            return page(call, items(call));
        }
        return switch (operation.method()) {
            case "GET" -> retrieve(call);
            case "DELETE" -> delete(call);
            default -> Answer.json(shown(call, call.operation().returns(), post(call)));
        };
    }

    /** Refuses a call about what does not exist, and a new part of what is archived. */
    public void check(Understood call) {
        List<String> path = call.request().segments();
        for (int i = 1; i < path.size(); i++) {
            if (SpecOperation.isParameter(call.operation().segments().get(i))
                    && routes().creatable(call.operation(), i)) {
                String thing = "/" + String.join("/", path.subList(0, i + 1));
                JsonObject stored = find(thing);
                if (stored == null && strict) {
                    throw Refusal.notFound("Not found: " + path.get(i));
                }
                boolean creates = i == path.size() - 2 && routes().itemOf(call.operation()) != null;
                if (stored != null && creates) {
                    mustBeInUse(stored);
                }
            }
        }
    }

    public void mustBeInUse(JsonObject thing) {
        if (strict && thing.get("archived_at") != null) {
            throw Refusal.invalid(thing.get("id") + " is archived");
        }
    }

    /** What was created under this path; null when it was not, or was deleted. */
    @Nullable
    public JsonObject find(String path) {
        return store.get(path);
    }

    /** A page of these items, after the filters of the query. */
    public Answer page(Understood call, List<JsonObject> newestFirst) {
        List<JsonObject> wanted = Filters.apply(call, newestFirst, spec);
        return Answer.json(Pages.of(call.operation(), wanted, call.query(), samples.now()));
    }

    private List<JsonObject> items(Understood call) {
        List<JsonObject> items = new ArrayList<>();
        String type = call.operation().pageOf();
        for (JsonObject item : store.list(path(call))) {
            if (type != null && completion.fits(new TypeExpr.Named(type), item)) {
                items.add(shown(call, new TypeExpr.Named(type), item));
            }
        }
        return items;
    }

    /** Without the fields that belong to betas which the request does not ask for. */
    private JsonObject shown(Understood call, @Nullable TypeExpr type, JsonObject thing) {
        JsonObject shown = thing;
        if (type instanceof TypeExpr.Named named && spec.type(named.name()) instanceof TypeDef.ObjectDef object) {
            List<String> asked = call.request().listed("anthropic-beta");
            for (TypeDef.Field field : object.fields().values()) {
                if (!field.betas().stream().allMatch(beta -> spec.isOpen(beta, asked))) {
                    shown = shown.without(field.name());
                }
            }
        }
        return shown;
    }

    private Answer retrieve(Understood call) {
        JsonObject stored = store.get(path(call));
        if (stored == null && call.operation().mayBeNull()) {
            return Answer.of(200, "application/json", "null");
        }
        return Answer.json(shown(call, call.operation().returns(), existing(call, path(call))));
    }

    private Answer delete(Understood call) {
        String path = path(call);
        mustNotBeDeleted(path);
        store.remove(path);
        return Answer.json(echoed(call, samples.answer(call.operation()), true));
    }

    private JsonObject post(Understood call) {
        SpecOperation operation = call.operation();
        SpecOperation item = routes().itemOf(operation);
        if (item != null) {
            JsonObject made = created(call);
            store.put(path(call) + "/" + key(call, made), kept(made, item));
            return made;
        }
        SpecOperation same = spec.match("GET", call.request().segments());
        if (same != null && same.route().equals(operation.route()) && sameType(same, operation)) {
            return update(call);
        }
        return act(call);
    }

    /** What is told of a new thing later; its secret may be told only once. */
    private JsonObject kept(JsonObject made, SpecOperation item) {
        TypeExpr type = item.returns();
        return type != null
                        && !completion.fits(type, made)
                        && completion.complete(type, made) instanceof JsonObject whole
                        && completion.fits(type, whole)
                ? whole
                : made;
    }

    /** A new thing as the call describes it; it is not yet kept. */
    public JsonObject created(Understood call) {
        JsonObject sample = echoed(call, samples.answer(call.operation()), false);
        JsonObject made = merged(call, blank(call, sample), false);
        return made.has("id") ? made.with("id", ids.next(kind(call))) : made;
    }

    /** Texts that the client could have given are empty when it has not. */
    private JsonObject blank(Understood call, JsonObject sample) {
        JsonObject blank = sample;
        if (call.operation().params() != null) {
            for (TypeDef.Field field :
                    spec.object(call.operation().params()).fields().values()) {
                if (!field.inRequests() && "string".equals(primitive(field)) && sample.get(field.name()) != null) {
                    blank = blank.with(field.name(), "");
                }
            }
        }
        return blank;
    }

    private static @Nullable String primitive(TypeDef.Field field) {
        return field.type() instanceof TypeExpr.Primitive primitive ? primitive.name() : null;
    }

    /** The kind of thing that the call creates, by the name of the route's parameter. */
    private String kind(Understood call) {
        SpecOperation item = routes().itemOf(call.operation());
        String last =
                item == null ? "{id}" : item.segments().get(item.segments().size() - 1);
        String parameter = last.substring(1, last.length() - 1);
        String kind = parameter.endsWith("_id") ? parameter.substring(0, parameter.length() - 3) : parameter;
        return kind.equals("version") ? call.operation().segments().get(1).replaceAll("s$", "") + "_version" : kind;
    }

    private String key(Understood call, JsonObject made) {
        SpecOperation item = routes().itemOf(call.operation());
        String last =
                item == null ? "{id}" : item.segments().get(item.segments().size() - 1);
        Object own = made.get(last.substring(1, last.length() - 1));
        Object key = own instanceof String ? own : made.get("id");
        return key instanceof String text && store.get(path(call) + "/" + text) == null ? text : ids.next(kind(call));
    }

    private JsonObject update(Understood call) {
        String path = path(call);
        JsonObject stored = store.get(path);
        if (stored != null) {
            mustBeInUse(stored);
        }
        JsonObject changed = changed(call, existing(call, path));
        store.put(path, changed);
        return changed;
    }

    /** The thing as the call changes it; it is not yet kept. */
    JsonObject changed(Understood call, JsonObject stored) {
        JsonObject changed = merged(call, stored, true);
        return changed.has("updated_at") ? changed.with("updated_at", samples.now()) : changed;
    }

    /** A verb on a thing, such as archive: it answers with the thing, or with something else about it. */
    private JsonObject act(Understood call) {
        List<String> segments = call.request().segments();
        SpecOperation parent = spec.match("GET", segments.subList(0, segments.size() - 1));
        if (parent == null || !sameType(parent, call.operation())) {
            return merged(call, echoed(call, samples.answer(call.operation()), false), false);
        }
        String path = path(call);
        path = path.substring(0, path.lastIndexOf('/'));
        JsonObject thing = Verbs.apply(segments.get(segments.size() - 1), existing(call, path), samples.now());
        store.put(path, thing);
        return thing;
    }

    /** What is there, or what the call answers with where it never was. */
    JsonObject existing(Understood call, String path) {
        JsonObject stored = store.get(path);
        if (stored != null) {
            return stored;
        }
        mustNotBeDeleted(path);
        return echoed(call, samples.answer(call.operation()), true);
    }

    private void mustNotBeDeleted(String path) {
        if (strict && store.wasDeleted(path)) {
            throw Refusal.notFound("Not found: " + path);
        }
    }

    private static boolean sameType(SpecOperation one, SpecOperation other) {
        return one.returns() != null && one.returns().equals(other.returns());
    }

    /** The object with the ids of the route in the fields that are called like them. */
    private static JsonObject echoed(Understood call, JsonObject object, boolean isTheThing) {
        JsonObject echoed = object;
        for (Map.Entry<String, String> parameter : call.route().entrySet()) {
            if (object.get(parameter.getKey()) instanceof String) {
                echoed = echoed.with(parameter.getKey(), parameter.getValue());
            }
        }
        String id = call.id().orElse(null);
        return isTheThing && id != null && object.get("id") instanceof String ? echoed.with("id", id) : echoed;
    }

    /** The object with what the request says, where the answer may say the same. */
    private JsonObject merged(Understood call, JsonObject object, boolean update) {
        if (!(call.operation().returns() instanceof TypeExpr.Named named)
                || !(spec.type(named.name()) instanceof TypeDef.ObjectDef type)) {
            return object;
        }
        JsonObject.Builder merged = object.toBuilder();
        call.body().forEach((name, value) -> {
            TypeDef.Field field = type.fields().get(name);
            if (field != null && field.echoed()) {
                merge(merged, field, value, update);
            }
        });
        return merged.build();
    }

    private void merge(JsonObject.Builder merged, TypeDef.Field field, @Nullable Object value, boolean update) {
        String name = field.name();
        if (value == null) {
            Object none = field.nullInAnswers() ? null : Merging.none(field.type());
            if (field.nullInAnswers() || none != null) {
                merged.put(name, none);
            }
            return;
        }
        Object given = update ? Merging.onto(merged.get(name), value, field) : value;
        Object completed = completion.complete(field.type(), given);
        if (completion.fits(field.type(), completed)) {
            merged.put(name, completed);
        }
    }

    public static String path(Understood call) {
        return "/" + String.join("/", call.request().segments());
    }
}
