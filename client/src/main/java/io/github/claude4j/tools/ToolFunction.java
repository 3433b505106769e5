package io.github.claude4j.tools;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.CacheControlEphemeral;
import io.github.claude4j.messages.CacheTtl;
import io.github.claude4j.messages.OfferedTool;
import io.github.claude4j.messages.Tool;
import io.github.claude4j.messages.ToolInputSchema;
import io.github.claude4j.messages.ToolUnion;
import io.github.claude4j.types.JsonType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool together with the code that is run when the model calls it; {@link Tools} makes them. Immutable: its options give
 * another one.
 */
public final class ToolFunction implements OfferedTool {
    /** Code of a tool. */
    @FunctionalInterface
    public interface Code<I> {
        /**
         * Does what the tool is for.
         *
         * @return what {@link ToolOutput#of} takes, or a {@code CompletionStage} of that, which is waited for
         * @throws Exception when it fails: a {@link ToolException} is told to the model in its words
         */
        @Nullable
        Object run(I input) throws Exception;
    }

    /** Code of a tool that looks at the call too. */
    @FunctionalInterface
    public interface CallCode<I> {
        /**
         * Does what the tool is for.
         *
         * @return what {@link ToolOutput#of} takes, or a {@code CompletionStage} of that, which is waited for
         * @throws Exception when it fails: a {@link ToolException} is told to the model in its words
         */
        @Nullable
        Object run(I input, ToolCall call) throws Exception;
    }

    /** A call whose input fits, ready to be run. */
    @FunctionalInterface
    public interface Bound {
        /**
         * Runs the code.
         *
         * @return what it gave
         * @throws Exception what it threw
         */
        @Nullable
        Object run(ToolCall call) throws Exception;
    }

    private final ToolUnion definition;
    private final String name;
    private final JsonType<?> type;
    private final CallCode<?> code;
    private final Map<String, ToolFunction> members;
    private final Traits traits;

    /** What is known of the code. */
    private record Traits(
            boolean readOnly,
            boolean repeatable,
            boolean fatal,
            @Nullable Duration timeout) {}

    private ToolFunction(
            ToolUnion definition,
            String name,
            JsonType<?> type,
            CallCode<?> code,
            Map<String, ToolFunction> members,
            Traits traits) {
        this.definition = definition;
        this.name = name;
        this.type = type;
        this.code = code;
        this.members = members;
        this.traits = traits;
    }

    static <I> ToolFunction of(ToolUnion definition, String name, JsonType<I> type, CallCode<I> code) {
        Objects.requireNonNull(code, "code");
        return new ToolFunction(definition, name, type, code, Map.of(), new Traits(false, false, false, null));
    }

    static ToolFunction toolset(ToolUnion definition, String name, Map<String, ToolFunction> members) {
        CallCode<JsonObject> none = (input, call) -> {
            throw new ToolException("Tool '" + call.name() + "' not found");
        };
        return new ToolFunction(
                definition,
                name,
                JsonType.of(JsonObject.of("type", "object")),
                none,
                Map.copyOf(members),
                new Traits(false, false, false, null));
    }

    /** The tool as the request has it. */
    public ToolUnion definition() {
        return definition;
    }

    /** The name that the model calls; of a toolset the toolset's. */
    public String name() {
        return name;
    }

    private ToolFunction with(Traits changed) {
        return new ToolFunction(definition, name, type, code, members, changed);
    }

    private ToolFunction with(Tool changed) {
        return new ToolFunction(changed, name, type, code, members, traits);
    }

    /** The API holds the model to the schema. A request can have 20 such tools. */
    public ToolFunction strict() {
        return with(tool("strict").toBuilder()
                .inputSchema(ToolInputSchema.of(type.strictSchema()))
                .strict(true)
                .build());
    }

    /** A cache breakpoint behind this tool, which lives for 5 minutes after its last use. */
    public ToolFunction cached() {
        return with(tool("cached").toBuilder().cached().build());
    }

    /** A cache breakpoint behind this tool, which lives for that long after its last use. */
    public ToolFunction cached(CacheTtl ttl) {
        return with(tool("cached").toBuilder()
                .cacheControl(CacheControlEphemeral.builder().ttl(ttl).build())
                .build());
    }

    /** The model does not see it before it has searched for it: for many tools, together with a tool search. */
    public ToolFunction deferLoading() {
        return with(tool("deferLoading").toBuilder().deferLoading(true).build());
    }

    private Tool tool(String option) {
        if (definition instanceof Tool tool) {
            return tool;
        }
        throw new InvalidParamsException(option + ": expected a tool of your own, found " + name
                + ", one of the API: its options are those of its builder");
    }

    /** It changes nothing: it may begin before the answer has ended, and run again after a crash. */
    public ToolFunction readOnly() {
        return with(new Traits(true, true, traits.fatal, traits.timeout));
    }

    /** It may run again after a crash, because twice is as good as once. */
    public ToolFunction repeatable() {
        return with(new Traits(traits.readOnly, true, traits.fatal, traits.timeout));
    }

    /** When it fails the run ends with its exception; the model is told nothing before the run goes on. */
    public ToolFunction fatal() {
        return with(new Traits(traits.readOnly, traits.repeatable, true, traits.timeout));
    }

    /** It may take so long; 10 minutes where nothing is said. Then it is interrupted, and the model is told. */
    public ToolFunction timeout(Duration most) {
        if (Objects.requireNonNull(most, "most").isNegative() || most.isZero()) {
            throw new InvalidParamsException("timeout: expected more than 0, found " + most);
        }
        return with(new Traits(traits.readOnly, traits.repeatable, traits.fatal, most));
    }

    /** Whether it changes nothing. */
    public boolean isReadOnly() {
        return traits.readOnly;
    }

    /** Whether it may run again after a crash. */
    public boolean isRepeatable() {
        return traits.repeatable;
    }

    /** Whether its failure ends the run. */
    public boolean isFatal() {
        return traits.fatal;
    }

    /** How long it may take; empty where nothing was said. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(traits.timeout);
    }

    /** What runs the member of this name; empty where it is no toolset, or has no such member. */
    public Optional<ToolFunction> member(String member) {
        return Optional.ofNullable(members.get(member));
    }

    /** Whether it stands for members, which the model calls by their own names. */
    public boolean isToolset() {
        return !members.isEmpty();
    }

    /**
     * Reads the input, before anybody is asked and anything runs.
     *
     * @throws io.github.claude4j.types.MisfitException when it does not fit
     */
    public Bound bind(JsonObject input) {
        return bind(type, code, input);
    }

    @SuppressWarnings("unchecked")
    private static <I> Bound bind(JsonType<I> type, CallCode<?> code, JsonObject input) {
        I value = type.read(input);
        return call -> ((CallCode<I>) code).run(value, call);
    }

    @Override
    public String toString() {
        return "ToolFunction[" + name + "]";
    }
}
