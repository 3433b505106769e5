package io.github.claude4j.http;

import io.github.claude4j.internal.call.FieldRule;
import io.github.claude4j.Operations;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One operation of the API: its name, verb, route and how it behaves. Operations are data; services hold them. */
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
    private final String verb;
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
    private String[] ruleTexts = {};
    private volatile @Nullable List<FieldRule> rules;

    private Operation(String name, String verb, String route) {
        this.name = name;
        this.verb = verb;
        this.route = route;
        this.safe = verb.equals("GET") || verb.equals("DELETE");
        this.body = !safe;
    }

    /**
     * An operation that answers with one JSON object. Its methods change it in place and are for making a constant.
     *
     * @param name dotted, as in {@code messages.batches.create}
     * @param route the path, with route parameters in braces
     */
    public static Operation of(String name, String verb, String route) {
        return new Operation(name, verb, route);
    }

    /** Beta headers that it always needs. */
    public Operation betas(String... headers) {
        betas = List.of(headers);
        return this;
    }

    /** It may be repeated when the answer was lost. */
    public Operation safe() {
        safe = true;
        return this;
    }

    /** It may be repeated when the answer was lost, unless the request has this field. */
    public Operation safeUnless(String field) {
        safe = true;
        safeUnless = field;
        return this;
    }

    /** Fields that are sent in the query although there is a body. */
    public Operation query(String... fields) {
        queryFields = List.of(fields);
        return this;
    }

    /** It answers with pages: {@code cursor}, {@code ids}, {@code report} or {@code bidirectional}. */
    public Operation pages(String style) {
        answer = Answer.PAGE;
        pageStyle = style;
        return this;
    }

    /** It answers with events only. */
    public Operation events() {
        answer = Answer.EVENTS;
        streams = true;
        return this;
    }

    /** It answers with an object, or with events where the request says {@code "stream": true}. */
    public Operation alsoStreams() {
        streams = true;
        return this;
    }

    /** It answers with lines of JSON. */
    public Operation lines() {
        answer = Answer.LINES;
        return this;
    }

    /** It answers with bytes. */
    public Operation binary() {
        answer = Answer.BINARY;
        return this;
    }

    /** Its parameters are sent as multipart/form-data. */
    public Operation multipart() {
        multipart = true;
        return this;
    }

    /** It is sent with no body, although its verb may have one. */
    public Operation withoutBody() {
        body = false;
        return this;
    }

    /** Rules on its fields, as the generator writes them. */
    public Operation rules(String... texts) {
        ruleTexts = texts;
        return this;
    }

    /** The dotted name, such as {@code messages.batches.create}. */
    public String name() {
        return name;
    }

    /** The HTTP verb. */
    public String verb() {
        return verb;
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

    String pageStyle() {
        return pageStyle;
    }

    List<String> betas() {
        return betas;
    }

    List<String> queryFields() {
        return queryFields;
    }

    /** The rules on its fields; read when the first request asks for them. */
    List<FieldRule> rules() {
        List<FieldRule> read = rules;
        if (read == null) {
            read = Stream.of(ruleTexts).map(FieldRule::parse).toList();
            rules = read;
        }
        return read;
    }

    /** Whether a request with these parameters may be repeated when the answer was lost. */
    boolean safe(JsonObject params) {
        return safe && (safeUnless.isEmpty() || params.get(safeUnless) == null);
    }

    @Override
    public String toString() {
        String target = verb + " " + route;
        return name.equals(target) ? target : name + " (" + target + ")";
    }
}
