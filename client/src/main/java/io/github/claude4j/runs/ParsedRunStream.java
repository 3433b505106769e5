package io.github.claude4j.runs;

import io.github.claude4j.types.JsonType;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run as it happens, whose answer is a value of a Java type.
 *
 * <pre>{@code
 * try (ParsedRunStream<Report> run = runner.stream(params, Report.class)) {
 *     run.forEach(ui::show);
 *     save(run.value());
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class ParsedRunStream<T> extends RunStream {
    private final JsonType<T> type;

    ParsedRunStream(Function<Consumer<RunEvent>, RunLoop> start, JsonType<T> type) {
        super(start);
        this.type = type;
    }

    /**
     * Reads what is left and gives the run's end with its outcome. May be called again.
     *
     * @throws UnfinishedException when the model was not asked: a limit was reached before
     */
    public ParsedRun<T> parsed() {
        return ParsedRun.of(end(), type);
    }

    /**
     * Reads what is left and gives the value, whole and checked. May be called again.
     *
     * @throws io.github.claude4j.messages.NoValueException when there is none; it says why
     */
    public T value() {
        return parsed().value();
    }
}
