package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plausible catalogue of the models that the spec knows by name. */
public final class Models {
    private static final int DATE_LENGTH = 8;
    private static final Instant NEWEST = Instant.parse("2026-11-01T00:00:00Z");

    private final Spec spec;
    private final Samples samples;
    private final List<String> known;

    public Models(Spec spec, Samples samples) {
        this.spec = spec;
        this.samples = samples;
        this.known = names(spec);
    }

    private static List<String> names(Spec spec) {
        String params = spec.operation("messages.create").params();
        TypeDef.Field model =
                params == null ? null : spec.object(params).fields().get("model");
        return model != null
                        && model.type() instanceof TypeExpr.Named named
                        && spec.type(named.name()) instanceof TypeDef.ConstantsDef constants
                ? constants.values()
                : List.of();
    }

    public boolean knows(String model) {
        return known.contains(model);
    }

    /** The newest first; an alias is not listed beside the model that it stands for. */
    public List<JsonObject> list() {
        List<JsonObject> models = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (dated(known.get(i)) == null) {
                models.add(describe(known.get(i), i));
            }
        }
        return models;
    }

    public JsonObject retrieve(String name) {
        if (!knows(name)) {
            throw Refusal.notFound("model: " + name);
        }
        String dated = dated(name);
        return describe(dated == null ? name : dated, known.indexOf(name));
    }

    /** The model that an alias stands for; null for a model's own name. */
    private @Nullable String dated(String alias) {
        for (String name : known) {
            if (name.startsWith(alias + "-2") && date(name) != null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable LocalDate date(String name) {
        String end = name.substring(name.lastIndexOf('-') + 1);
        return end.length() == DATE_LENGTH ? LocalDate.parse(end, DateTimeFormatter.BASIC_ISO_DATE) : null;
    }

    private JsonObject describe(String name, int position) {
        LocalDate date = date(name);
        String plain = date == null ? name : name.substring(0, name.length() - DATE_LENGTH - 1);
        List<String> words = List.of(plain.split("-", -1));
        boolean small = words.contains("haiku");
        // The oldest generation that is still served is on its way out.
        boolean old = plain.endsWith("-4-5");
        Instant created = date == null
                ? NEWEST.minus(20L * position, ChronoUnit.DAYS)
                : date.atStartOfDay().toInstant(ZoneOffset.UTC);
        JsonObject sample = samples.answer(spec.operation("models.retrieve"));
        return sample.toBuilder()
                .put("id", name)
                .put("display_name", displayName(words))
                .put("created_at", created.toString())
                .put("lifecycle", old ? "deprecated" : "active")
                .put("deprecated_at", old ? NEWEST.toString() : null)
                .put("retires_at", old ? NEWEST.plus(180, ChronoUnit.DAYS).toString() : null)
                .put("line", words.get(1))
                .put("max_input_tokens", small ? 200_000 : 1_000_000)
                .put("max_tokens", small ? 64_000 : 128_000)
                .put("capabilities", capabilities(sample))
                .build();
    }

    private @Nullable Object capabilities(JsonObject sample) {
        for (TypeDef.Field field : fields()) {
            if (field.name().equals("capabilities") && field.type() instanceof TypeExpr.Named named) {
                return supported(today(named));
            }
        }
        return sample.get("capabilities");
    }

    /** With what older answers may lack, too. */
    private JsonObject today(TypeExpr.Named type) {
        JsonObject.Builder all = JsonObject.builder();
        for (TypeDef.Field field : spec.object(type.name()).fields().values()) {
            if (!field.nullable()) {
                all.put(field.name(), samples.value(field));
            }
        }
        return all.build();
    }

    private Iterable<TypeDef.Field> fields() {
        return spec.operation("models.retrieve").returns() instanceof TypeExpr.Named named
                ? spec.object(named.name()).fields().values()
                : List.of();
    }

    /** The same with every capability supported. */
    private static @Nullable Object supported(@Nullable Object value) {
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObject.Builder changed = JsonObject.builder();
        object.forEach((name, member) -> {
            boolean flag = name.equals("supported");
            changed.put(
                    name, flag ? (Object) true : member == null ? JsonObject.of("supported", true) : supported(member));
        });
        return changed.build();
    }

    /** "claude-opus-4-8" is Claude Opus 4.8. */
    private static String displayName(List<String> words) {
        StringBuilder name = new StringBuilder();
        boolean number = false;
        for (String word : words) {
            boolean digit = Character.isDigit(word.charAt(0));
            name.append(name.isEmpty() ? "" : digit && number ? "." : " ");
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            number = digit;
        }
        return name.toString();
    }

    /** The models whose lifecycle the query asks for; all of them when it asks for none. */
    public static List<JsonObject> filter(List<JsonObject> models, JsonObject query) {
        if (!(query.get("lifecycle") instanceof JsonArray wanted)) {
            return models;
        }
        List<JsonObject> kept = new ArrayList<>();
        for (JsonObject model : models) {
            for (Object lifecycle : wanted) {
                if (model.string("lifecycle").equals(lifecycle)) {
                    kept.add(model);
                }
            }
        }
        return kept;
    }
}
