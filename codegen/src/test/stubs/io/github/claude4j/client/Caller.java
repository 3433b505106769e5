package io.github.claude4j.client;

import io.github.claude4j.Download;
import io.github.claude4j.EventStream;
import io.github.claude4j.JsonLines;
import io.github.claude4j.Page;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** What generated services call. */
public abstract class Caller {
    protected Caller() {}

    public static Caller of(Http http) {
        throw new UnsupportedOperationException();
    }

    public abstract <T> T send(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route);

    public abstract <T> Optional<T> sendOptional(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route);

    public abstract void run(Operation operation, JsonObject params, String... route);

    public abstract <T> Page<T> page(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route);

    public abstract <T> EventStream<T> stream(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route);

    public abstract <T> JsonLines<T> lines(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route);

    public abstract Download download(Operation operation, JsonObject params, String... route);
}
