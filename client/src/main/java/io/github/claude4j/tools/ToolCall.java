package io.github.claude4j.tools;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool that the model wants called, with its input; and for the code that runs it, what goes on around it. */
public final class ToolCall {
    /** What goes on around a call whose code runs; whoever runs it says so. */
    public interface Surroundings {
        /** Whether nobody waits for the result any more. */
        boolean isCancelled();

        /** Takes what the code says of its progress. */
        void progress(String text);

        /** What there is of this class for the tools; null where there is nothing. */
        <C> @Nullable C context(Class<C> type);
    }

    /** Nothing goes on. */
    private static final Surroundings NOTHING = new Surroundings() {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void progress(String text) {}

        @Override
        public <C> @Nullable C context(Class<C> type) {
            return null;
        }
    };

    private final JsonObject use;
    private final JsonObject input;
    private final String key;
    private final @Nullable String question;
    private final Surroundings surroundings;

    private ToolCall(
            JsonObject use, JsonObject input, String key, @Nullable String question, Surroundings surroundings) {
        this.use = use;
        this.input = input;
        this.key = key;
        this.question = question;
        this.surroundings = surroundings;
    }

    /**
     * For whoever runs tools: the call that this block asks for.
     *
     * @param use the block: id, name, perhaps the toolset
     * @param input what it is to run with
     * @param key what tells it from any other call
     * @param question what is asked of whoever is to decide; null where nothing is
     */
    public static ToolCall of(JsonObject use, JsonObject input, String key, @Nullable String question) {
        return new ToolCall(
                Objects.requireNonNull(use, "use"),
                Objects.requireNonNull(input, "input"),
                Objects.requireNonNull(key, "key"),
                question,
                NOTHING);
    }

    /** A call to test a tool's code with. */
    public static ToolCall of(String name, JsonObject input) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(input, "input");
        return of(JsonObject.of("type", "tool_use", "id", name, "name", name, "input", input), input, name, null);
    }

    /** The same call with something going on around it. */
    public ToolCall in(Surroundings around) {
        return new ToolCall(use, input, key, question, Objects.requireNonNull(around, "around"));
    }

    /** The id that the API gave the call. */
    public String id() {
        return use.string("id");
    }

    /**
     * What tells this call from any other, of this conversation or of another one: a key for idempotent requests. The same
     * when the call runs again.
     */
    public String key() {
        return key;
    }

    /** The name of the tool; of a toolset's the member's. */
    public String name() {
        return use.string("name");
    }

    /** The toolset that the tool is a member of; empty where it is none. */
    public Optional<String> toolset() {
        return use.optString("toolset_name");
    }

    /** The input, as the model gave it or somebody changed it. */
    public JsonObject input() {
        return input;
    }

    /**
     * The input as a value of this type, mostly a record.
     *
     * @throws io.github.claude4j.types.MisfitException when it does not fit
     */
    public <T> T input(Class<T> type) {
        return JsonType.of(type).read(input);
    }

    /** What is asked of whoever is to decide; empty where nobody said. */
    public Optional<String> question() {
        return Optional.ofNullable(question);
    }

    /** Whether nobody waits for the result any more, or it took too long; long work looks at it now and then. */
    public boolean isCancelled() {
        return surroundings.isCancelled();
    }

    /** Tells whoever watches the run how far the work is. The model does not see it. */
    public void progress(String text) {
        surroundings.progress(Objects.requireNonNull(text, "text"));
    }

    /**
     * What the runner was given for its tools: {@code runner.with(r -> r.context(tenant))}.
     *
     * @throws InvalidParamsException when it was given nothing of this class
     */
    public <C> C context(Class<C> type) {
        C found = surroundings.context(Objects.requireNonNull(type, "type"));
        if (found == null) {
            throw new InvalidParamsException(
                    "context: expected a " + type.getName() + " for the tool " + name() + ", found none");
        }
        return found;
    }

    /** The name and the id; not the input, which may be anybody's. */
    @Override
    public String toString() {
        return "ToolCall[" + name() + ", " + id() + "]";
    }
}
