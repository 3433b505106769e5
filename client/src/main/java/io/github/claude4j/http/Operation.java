package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation of the API: its name, method, route and how it behaves. Operations are immutable data; services hold them. */
public final class Operation {
    /** What an operation answers with. */
    public enum Answer {
        /** One JSON object. */
        OBJECT,
        /** A page of a list. */
        PAGE,
        /** Server-sent events. */
        EVENTS,
        /** One JSON object a line. */
        LINES,
        /** Bytes. */
        BINARY
    }

    private final String name;
    private final String method;
    private final String route;
    private final Answer answer;
    private final boolean streams;
    private final String pageStyle;
    private final List<String> betas;
    private final List<String> queryFields;
    private final boolean safe;
    private final String safeUnless;
    private final boolean multipart;
    private final boolean body;
    private final List<String> rules;

    /** What the rules say; read when the first request asks for them. */
    private volatile @Nullable List<FieldRule> parsed;

    private Operation(Builder builder) {
        this.name = builder.name;
        this.method = builder.method;
        this.route = builder.route;
        this.answer = builder.answer;
        this.streams = builder.streams;
        this.pageStyle = builder.pageStyle;
        this.betas = builder.betas;
        this.queryFields = builder.queryFields;
        this.safe = builder.safe;
        this.safeUnless = builder.safeUnless;
        this.multipart = builder.multipart;
        this.body = builder.body;
        this.rules = builder.rules;
    }

    /**
     * An operation that answers with one JSON object, unless the builder is told otherwise.
     *
     * @param name dotted, as in {@code messages.batches.create}
     * @param method the HTTP method
     * @param route the path, with route parameters in braces
     */
    public static Builder of(String name, String method, String route) {
        return new Builder(
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(method, "method"),
                Objects.requireNonNull(route, "route"));
    }

    /** The dotted name, such as {@code messages.batches.create}. */
    public String name() {
        return name;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The path with route parameters in braces, such as {@code /v1/models/{model_id}}. */
    public String route() {
        return route;
    }

    /** What it answers with when it does not stream. */
    public Answer answer() {
        return answer;
    }

    /** Whether it can answer with server-sent events. */
    public boolean streams() {
        return streams;
    }

    /** Whether its parameters are sent as multipart/form-data. */
    public boolean isMultipart() {
        return multipart;
    }

    /** Whether its parameters go into a body. */
    public boolean hasBody() {
        return body;
    }

    /** The names of its route parameters, in route order. */
    public List<String> routeParameters() {
        List<String> names = new ArrayList<>(2);
        for (int open = route.indexOf('{'); open >= 0; open = route.indexOf('{', open + 1)) {
            names.add(route.substring(open + 1, route.indexOf('}', open)));
        }
        return names;
    }

    /** How its pages follow each other: {@code cursor}, {@code ids}, {@code report} or {@code bidirectional}; empty where it has none. */
    public String pageStyle() {
        return pageStyle;
    }

    /** Beta headers that it always needs. */
    public List<String> betas() {
        return betas;
    }

    /** Beta headers that a request with these parameters needs: those that it always needs, and those that fields ask for. */
    public List<String> betas(JsonObject params) {
        Objects.requireNonNull(params, "params");
        Set<String> needed = new LinkedHashSet<>(betas);
        for (FieldRule rule : parsedRules()) {
            if (!rule.refused() && !needed.contains(rule.word()) && rule.matches(params)) {
                needed.add(rule.word());
            }
        }
        return List.copyOf(needed);
    }

    /** The fields among these parameters that the API refuses from a version on, each with that version. */
    public Map<String, String> refusedFrom(JsonObject params) {
        Objects.requireNonNull(params, "params");
        Map<String, String> refused = new LinkedHashMap<>(2);
        for (FieldRule rule : parsedRules()) {
            if (rule.refused() && rule.matches(params)) {
                refused.put(rule.field(), rule.word());
            }
        }
        return refused;
    }

    private List<FieldRule> parsedRules() {
        List<FieldRule> all = parsed;
        if (all == null) {
            all = rules.stream().map(FieldRule::parse).toList();
            parsed = all;
        }
        return all;
    }

    /** Fields that are sent in the query although there is a body. */
    public List<String> queryFields() {
        return queryFields;
    }

    /** Rules on its fields, as the generator writes them: {@code path=header} needs a beta, {@code path<version} is refused from there on. */
    public List<String> rules() {
        return rules;
    }

    /** Whether a request with these parameters may be repeated when the answer was lost. */
    public boolean isRepeatable(JsonObject params) {
        Objects.requireNonNull(params, "params");
        return safe && (safeUnless.isEmpty() || params.get(safeUnless) == null);
    }

    @Override
    public String toString() {
        String target = method + " " + route;
        return name.equals(target) ? target : name + " (" + target + ")";
    }

    /** Says how an operation behaves. */
    public static final class Builder {
        private final String name;
        private final String method;
        private final String route;
        private Answer answer = Answer.OBJECT;
        private boolean streams;
        private String pageStyle = "";
        private List<String> betas = List.of();
        private List<String> queryFields = List.of();
        private boolean safe;
        private String safeUnless = "";
        private boolean multipart;
        private boolean body;
        private List<String> rules = List.of();

        private Builder(String name, String method, String route) {
            this.name = name;
            this.method = method;
            this.route = route;
            this.safe = method.equals("GET") || method.equals("DELETE");
            this.body = !safe;
        }

        /** Beta headers that it always needs. */
        public Builder betas(String... headers) {
            betas = List.of(headers);
            return this;
        }

        /** It may be repeated when the answer was lost. */
        public Builder safe() {
            safe = true;
            return this;
        }

        /** It may be repeated when the answer was lost, unless the request has this field. */
        public Builder safeUnless(String field) {
            safe = true;
            safeUnless = Objects.requireNonNull(field, "field");
            return this;
        }

        /** Fields that are sent in the query although there is a body. */
        public Builder query(String... fields) {
            queryFields = List.of(fields);
            return this;
        }

        /** It answers with pages: {@code cursor}, {@code ids}, {@code report} or {@code bidirectional}. */
        public Builder pages(String style) {
            answer = Answer.PAGE;
            pageStyle = Objects.requireNonNull(style, "style");
            return this;
        }

        /** It answers with events only. */
        public Builder events() {
            answer = Answer.EVENTS;
            streams = true;
            return this;
        }

        /** It answers with an object, or with events where the request says {@code "stream": true}. */
        public Builder alsoStreams() {
            streams = true;
            return this;
        }

        /** It answers with lines of JSON. */
        public Builder lines() {
            answer = Answer.LINES;
            return this;
        }

        /** It answers with bytes. */
        public Builder binary() {
            answer = Answer.BINARY;
            return this;
        }

        /** Its parameters are sent as multipart/form-data. */
        public Builder multipart() {
            multipart = true;
            return this;
        }

        /** It is sent with no body, although its method may have one. */
        public Builder withoutBody() {
            body = false;
            return this;
        }

        /** Rules on its fields, as the generator writes them. */
        public Builder rules(String... texts) {
            rules = List.of(texts);
            return this;
        }

        public Operation build() {
            return new Operation(this);
        }
    }
}
