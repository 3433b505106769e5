package io.github.claude4j.tools;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to become of a call: {@code runner.with(r -> r.approve(call -> …))} gives one for each. */
public final class Decision {
    /** What it is. */
    public enum Kind {
        /** It runs. */
        ALLOW,
        /** It does not run. */
        DENY,
        /** It runs with another input. */
        EDIT,
        /** Somebody decides later. */
        LATER
    }

    private static final Decision ALLOW = new Decision(Kind.ALLOW, null, null);

    private final Kind kind;
    private final @Nullable String text;
    private final @Nullable JsonObject input;

    private Decision(Kind kind, @Nullable String text, @Nullable JsonObject input) {
        this.kind = kind;
        this.text = text;
        this.input = input;
    }

    /** It runs. */
    public static Decision allow() {
        return ALLOW;
    }

    /**
     * It does not run.
     *
     * @param reason what the model is told
     */
    public static Decision deny(String reason) {
        return new Decision(Kind.DENY, Objects.requireNonNull(reason, "reason"), null);
    }

    /** It runs with another input; the model is told so with the result. */
    public static Decision edit(JsonObject input) {
        return new Decision(Kind.EDIT, null, Objects.requireNonNull(input, "input"));
    }

    /** It runs with another input, a record; the model is told so with the result. */
    public static Decision edit(Record input) {
        return edit(written(input));
    }

    /**
     * Somebody decides later: the run stops as a value once nothing else is to be done, to be saved and gone on with.
     *
     * @param question what is asked, to be shown to people
     */
    public static Decision later(String question) {
        return new Decision(Kind.LATER, Objects.requireNonNull(question, "question"), null);
    }

    @SuppressWarnings("unchecked") // an object is of its own class
    private static <T extends Record> JsonObject written(T input) {
        Class<T> type = (Class<T>) Objects.requireNonNull(input, "input").getClass();
        return JsonType.of(type).write(input);
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** The reason of a denial, or the question to somebody; empty text for the others. */
    public String text() {
        return text == null ? "" : text;
    }

    /** The other input; empty where it runs with the model's, or not. */
    public Optional<JsonObject> input() {
        return Optional.ofNullable(input);
    }

    @Override
    public String toString() {
        return "Decision[" + kind + "]";
    }
}
