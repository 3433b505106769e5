package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.GrowingJson;
import io.github.claude4j.types.JsonType;
import io.github.claude4j.types.MisfitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a value while the model writes it. It is read once, by one thread, and closed when it is done with.
 *
 * <pre>{@code
 * try (ParsedStream<Invoice> stream = claude.messages().stream(params, Invoice.class)) {
 *     stream.soFar().forEach(form::show);
 *     save(stream.value());
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class ParsedStream<T> implements AutoCloseable {
    private final MessageStream stream;
    private final JsonType<T> type;
    private final Parsed.Reasking<T> reasking;
    private @Nullable Parsed<T> parsed;

    /** The text that is being written, and how many elements of it were given. */
    private GrowingJson growing = new GrowingJson();

    private int given;

    ParsedStream(MessageStream stream, JsonType<T> type, Parsed.Reasking<T> reasking) {
        this.stream = stream;
        this.type = type;
        this.reasking = reasking;
    }

    /**
     * The value as it grows, once for every piece that comes: what has not come yet is 0, null or an empty list, text may be
     * cut, and nothing is checked. It is for showing. Reads the stream.
     */
    public Stream<T> soFar() {
        return pieces(json -> json.soFar(type).stream());
    }

    /**
     * The elements of a list of the value, each as soon as it is complete, and checked. Reads the stream.
     *
     * <p>The stream throws a {@link MisfitException} for one that does not fit.
     *
     * @param name the component of the record that is the list; {@code value} where the value itself is one
     * @param element what the list consists of
     * @throws InvalidParamsException when there is none of this name, or it is no list
     */
    public <E> Stream<E> elements(String name, Class<E> element) {
        checkList(Objects.requireNonNull(name, "name"));
        JsonType<List<E>> list = JsonType.listOf(element);
        return pieces(json -> complete(json, name, list).stream());
    }

    /** As far as the schema tells. */
    private void checkList(String name) {
        JsonObject schema = type.schema();
        if (schema.get("properties") instanceof JsonObject parts
                && Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            if (!parts.has(name)) {
                throw new InvalidParamsException(
                        "name: expected one of " + String.join(", ", parts.names()) + ", found " + name);
            }
            if (parts.get(name) instanceof JsonObject part
                    && part.get("type") instanceof String kind
                    && !kind.equals("array")) {
                throw new InvalidParamsException("name: expected a list, found " + name + ", which is of type " + kind);
            }
        }
    }

    private <E> List<E> complete(GrowingJson json, String name, JsonType<List<E>> list) {
        List<E> complete = new ArrayList<>();
        int closed = json.closed(name);
        if (closed > given && json.soFar().get(name) instanceof JsonArray values) {
            for (; given < closed; given++) {
                complete.add(element(values.get(given), name, list));
            }
        }
        return complete;
    }

    private <E> E element(@Nullable Object json, String name, JsonType<List<E>> list) {
        try {
            return list.read(JsonObject.of("value", JsonArray.of(json))).get(0);
        } catch (MisfitException e) {
            List<String> problems = new ArrayList<>();
            for (String problem : e.problems()) {
                problems.add(problem.replaceFirst("^value\\[0]", name + "[" + given + "]"));
            }
            throw new MisfitException(problems);
        }
    }

    private <R> Stream<R> pieces(Function<GrowingJson, Stream<R>> read) {
        return stream.stream().flatMap(event -> add(event) ? read.apply(growing) : Stream.empty());
    }

    /** Whether the event brought more of the value. */
    private boolean add(MessageStreamEvent event) {
        if (event instanceof ContentBlockStartEvent start && start.contentBlock() instanceof TextBlock text) {
            growing = new GrowingJson();
            given = 0;
            growing.add(text.text());
        } else if (event instanceof ContentBlockDeltaEvent delta && delta.delta() instanceof TextDelta text) {
            growing.add(text.text());
            return true;
        }
        return false;
    }

    /** Reads what is left and gives the answer with its outcome. May be called again. */
    public Parsed<T> parsed() {
        Parsed<T> known = parsed;
        if (known == null) {
            known = new Parsed<>(stream.message(), type, reasking, null);
            parsed = known;
        }
        return known;
    }

    /**
     * Reads what is left and gives the value, whole and checked. May be called again.
     *
     * @throws NoValueException when there is none; it says why
     */
    public T value() {
        return parsed().value();
    }

    /** Ends the stream and gives its connection back; what the model goes on to write is lost. */
    @Override
    public void close() {
        stream.close();
    }
}
