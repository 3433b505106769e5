package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Masks the secrets that the spec knows, those of the token endpoint, and the fields that a user named. Free JSON, such as
 * a tool's input, is kept. What is masked is noted, so that it is masked wherever else it is said.
 */
public final class Redaction {
    private static final String MASK = Secrets.MASK;

    /** What is no secret of a token exchange; everything else may be one. */
    private static final Set<String> OF_EXCHANGES = Set.of(
            "grant_type",
            "client_id",
            "federation_rule_id",
            "organization_id",
            "service_account_id",
            "workspace_id",
            "audience",
            "resource",
            "redirect_uri",
            "scope",
            "token_type",
            "subject_token_type",
            "actor_token_type",
            "requested_token_type",
            "issued_token_type",
            "expires_at",
            "error",
            "error_description",
            "error_uri",
            "type",
            "message",
            "request_id");

    private final Spec spec = Spec.get();
    private final FieldPaths chosen;
    private final Secrets secrets;

    /** Masks these fields too, and every secret that was ever noted. */
    public Redaction(FieldPaths chosen) {
        this(chosen, Integer.MAX_VALUE);
    }

    /** Masks these fields too, and as many secrets as these, those that were noted last. */
    public Redaction(FieldPaths chosen, int secrets) {
        this.chosen = chosen;
        this.secrets = new Secrets(secrets);
    }

    /** The secrets that were noted. */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * The value without secrets.
     *
     * @param type its type; null when the spec does not know it
     */
    @Nullable
    Object of(@Nullable TypeExpr type, @Nullable Object value) {
        return masked("", type, value);
    }

    /** What went to the token endpoint or came from it, without secrets. */
    @Nullable
    Object ofExchange(@Nullable Object value) {
        return without(value, name -> !OF_EXCHANGES.contains(name));
    }

    /** What the spec does not know, without the fields that are named like secrets. */
    @Nullable
    Object ofUnknown(@Nullable Object value) {
        return without(of(null, value), Secrets::isNamed);
    }

    /** A query or a form, without the fields that are named like secrets there. */
    @Nullable
    Object ofForm(@Nullable Object value) {
        return without(of(null, value), Secrets::isNamedInForm);
    }

    private @Nullable Object without(@Nullable Object value, Predicate<String> secret) {
        if (value instanceof JsonArray array) {
            JsonArray.Builder kept = JsonArray.builder();
            array.forEach(item -> kept.add(without(item, secret)));
            return kept.build();
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObject.Builder kept = JsonObject.builder();
        object.forEach((name, member) -> {
            boolean text = member instanceof String
                    || (member instanceof JsonArray list && !list.isEmpty() && list.get(0) instanceof String);
            kept.put(name, text && secret.test(name) ? mask(member) : without(member, secret));
        });
        return kept.build();
    }

    private String mask(@Nullable Object secret) {
        secrets.noteAll(secret);
        return MASK;
    }

    private @Nullable Object masked(String path, @Nullable TypeExpr type, @Nullable Object value) {
        if (value instanceof JsonArray array) {
            TypeExpr item = item(type);
            JsonArray.Builder masked = JsonArray.builder();
            for (Object element : array) {
                masked.add(masked(path, item, element));
            }
            return masked.build();
        }
        return value instanceof JsonObject object ? masked(path, type, object) : value;
    }

    private JsonObject masked(String path, @Nullable TypeExpr type, JsonObject object) {
        TypeDef.ObjectDef known = known(type, object);
        JsonObject.Builder masked = JsonObject.builder();
        object.forEach((name, value) -> {
            TypeDef.Field field = known == null ? null : known.fields().get(name);
            String at = path.isEmpty() ? name : path + "." + name;
            boolean secret = field != null && field.secret();
            if (value != null && secret) {
                masked.put(name, mask(value));
            } else if (value != null && chosen.include(at)) {
                masked.put(name, MASK);
            } else {
                TypeExpr of = field != null ? field.type() : type instanceof TypeExpr.MapOf map ? map.value() : null;
                masked.put(name, masked(at, of, value));
            }
        });
        return masked.build();
    }

    private @Nullable TypeExpr item(@Nullable TypeExpr type) {
        if (type instanceof TypeExpr.ListOf list) {
            return list.item();
        }
        if (type instanceof TypeExpr.Named named && spec.type(named.name()) instanceof TypeDef.ShapeDef shape) {
            for (TypeExpr variant : shape.variants()) {
                TypeExpr item = item(variant);
                if (item != null) {
                    return item;
                }
            }
        }
        return null;
    }

    private TypeDef.@Nullable ObjectDef known(@Nullable TypeExpr type, JsonObject object) {
        if (!(type instanceof TypeExpr.Named named)) {
            return null;
        }
        TypeDef def = spec.type(named.name());
        if (def instanceof TypeDef.UnionDef union) {
            String variant = spec.variant(union, object);
            return variant == null ? null : known(new TypeExpr.Named(variant), object);
        }
        if (def instanceof TypeDef.ShapeDef shape) {
            for (TypeExpr variant : shape.variants()) {
                TypeDef.ObjectDef found = known(variant, object);
                if (found != null) {
                    return found;
                }
            }
        }
        return def instanceof TypeDef.ObjectDef known ? known : null;
    }
}
