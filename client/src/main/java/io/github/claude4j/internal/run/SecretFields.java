package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The secrets of a request, which are never saved with a conversation. */
public final class SecretFields {
    private static final String CREDIT = "fallback_credit_token";
    private static final String MCP_TOKEN = "authorization_token";

    private SecretFields() {}

    /** Params without their secrets, whose places are noted. */
    static JsonObject without(JsonObject params, List<String> places) {
        JsonObject stripped = params;
        if (params.has(CREDIT)) {
            stripped = stripped.without(CREDIT);
        }
        if (params.get("mcp_servers") instanceof JsonArray servers) {
            JsonArray.Builder kept = JsonArray.builder();
            boolean changed = false;
            for (int i = 0; i < servers.size(); i++) {
                Object server = servers.get(i);
                if (server instanceof JsonObject object && object.get(MCP_TOKEN) != null) {
                    kept.add(object.without(MCP_TOKEN));
                    places.add(place(i));
                    changed = true;
                } else {
                    kept.add(server);
                }
            }
            stripped = changed ? stripped.with("mcp_servers", kept.build()) : stripped;
        }
        return stripped;
    }

    /** An answer without the token that a refusal gives credit by: it is good for one request only. */
    static JsonObject withoutToken(JsonObject reply) {
        return reply.get("stop_details") instanceof JsonObject details && details.has(CREDIT)
                ? reply.with("stop_details", details.without(CREDIT))
                : reply;
    }

    /** An event, or a state, as it is saved. */
    public static JsonObject withoutSecrets(JsonObject event) {
        JsonObject saved = event;
        if (event.get("params") instanceof JsonObject params) {
            List<String> places = new ArrayList<>(
                    event.optArray("missing").orElse(JsonArray.of()).strings());
            saved = saved.with("params", without(params, places));
            saved = places.isEmpty() ? saved : saved.with("missing", JsonArray.of(places));
        }
        if (event.get("state") instanceof JsonObject state) {
            saved = saved.with("state", withoutSecrets(state));
        }
        for (String answer : List.of("message", "reply")) {
            saved = event.get(answer) instanceof JsonObject message ? saved.with(answer, withoutToken(message)) : saved;
        }
        return saved;
    }

    /** The first of these places that has nothing in it; empty where none is. */
    public static String firstMissing(JsonArray places, JsonObject params) {
        for (String place : places.strings()) {
            if (!isThere(place, params)) {
                return place;
            }
        }
        return "";
    }

    /** Those of the places that have nothing in them, each once. */
    static JsonArray missing(JsonArray places, JsonArray more, JsonObject params) {
        Set<String> found = new LinkedHashSet<>(places.strings());
        found.addAll(more.strings());
        found.removeIf(place -> isThere(place, params));
        return JsonArray.of(found);
    }

    private static boolean isThere(String place, JsonObject params) {
        JsonArray servers = params.optArray("mcp_servers").orElse(JsonArray.of());
        for (int i = 0; i < servers.size(); i++) {
            if (place.equals(place(i))) {
                return servers.get(i) instanceof JsonObject server && server.get(MCP_TOKEN) != null;
            }
        }
        return false;
    }

    private static String place(int server) {
        return "mcp_servers[" + server + "]." + MCP_TOKEN;
    }
}
