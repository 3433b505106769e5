package io.github.claude4j.runs;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.CallState;
import io.github.claude4j.internal.run.OfferedTools;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.CachePlan;
import io.github.claude4j.messages.Fallback;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.OfferedTool;
import io.github.claude4j.messages.ToolUnion;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolInterceptor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Options of a {@link Runner}. */
public final class RunnerOptions {
    private static final int MOST_TURNS = 50;
    private static final int PARALLEL = 8;
    private static final int MOST_RESULT = 100_000;
    private static final Duration TOOL_TIMEOUT = Duration.ofMinutes(10);

    /** What is longer than a life is no longer than this: more does not fit into nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    Claude claude;
    final Map<String, OfferedTool> tools = new LinkedHashMap<>();
    Function<ToolCall, Decision> policy = call -> Decision.allow();
    int maxTurns = MOST_TURNS;
    boolean turnsAreSet;
    long maxTotalTokens;

    @Nullable
    Duration maxTime;

    int parallel = PARALLEL;
    Duration toolTimeout = TOOL_TIMEOUT;
    int maxResult = MOST_RESULT;
    boolean showErrors;
    boolean keepToolChoice;
    boolean cachePlan;

    @Nullable
    BigDecimal maxCost;

    @Nullable
    BigDecimal maxTotalCost;

    @Nullable
    Prices prices;

    boolean serverThreads;
    boolean announceTools;

    @Nullable
    String fallback;

    List<Fallback> refusalFallbacks = List.of();

    Consumer<MessageCreateParams.Builder> beforeRequest = request -> {};
    final Map<Class<?>, Object> contexts = new LinkedHashMap<>();
    final List<ToolInterceptor> interceptors = new ArrayList<>();
    final List<Supplier<? extends RunListener>> listeners = new ArrayList<>();
    LongSupplier clock = System::nanoTime;

    RunnerOptions(Claude claude) {
        this.claude = claude;
    }

    RunnerOptions(RunnerOptions other) {
        claude = other.claude;
        tools.putAll(other.tools);
        policy = other.policy;
        maxTurns = other.maxTurns;
        turnsAreSet = other.turnsAreSet;
        maxTotalTokens = other.maxTotalTokens;
        maxTime = other.maxTime;
        parallel = other.parallel;
        toolTimeout = other.toolTimeout;
        maxResult = other.maxResult;
        showErrors = other.showErrors;
        keepToolChoice = other.keepToolChoice;
        cachePlan = other.cachePlan;
        maxCost = other.maxCost;
        maxTotalCost = other.maxTotalCost;
        prices = other.prices;
        serverThreads = other.serverThreads;
        announceTools = other.announceTools;
        fallback = other.fallback;
        refusalFallbacks = other.refusalFallbacks;
        beforeRequest = other.beforeRequest;
        contexts.putAll(other.contexts);
        interceptors.addAll(other.interceptors);
        listeners.addAll(other.listeners);
        clock = other.clock;
    }

    /**
     * Offers these tools to the model, beside those of the request. One of a name that was given before takes its place.
     *
     * @throws InvalidParamsException when two of these have one name
     */
    public RunnerOptions tools(OfferedTool... offered) {
        return tools(List.of(Objects.requireNonNull(offered, "offered")));
    }

    /** Offers these tools to the model, beside those of the request. One of a name that there is already replaces it. */
    public RunnerOptions tools(List<? extends OfferedTool> offered) {
        Set<String> names = new HashSet<>();
        for (OfferedTool tool : Objects.requireNonNull(offered, "offered")) {
            String name = OfferedTools.name(definition(tool));
            if (!names.add(name)) {
                throw new InvalidParamsException("tools: expected one tool of the name " + name + ", found two");
            }
            tools.put(name, tool);
        }
        return this;
    }

    /** The tool as a request has it. */
    private static JsonObject definition(OfferedTool tool) {
        if (tool instanceof ToolFunction function) {
            return function.definition().json();
        }
        if (tool instanceof ToolUnion definition) {
            return definition.json();
        }
        throw new InvalidParamsException("tools: expected a tool of a request, or one with code, found "
                + Objects.requireNonNull(tool, "tool").getClass().getTypeName());
    }

    /** The tools as JSON. */
    OfferedTools offered() {
        Map<String, JsonObject> definitions = new LinkedHashMap<>();
        tools.forEach((name, tool) -> definitions.put(name, definition(tool)));
        return new OfferedTools(definitions);
    }

    /** The names of the classes of what tools are given. */
    Set<String> contextNames() {
        Set<String> names = new LinkedHashSet<>();
        contexts.keySet().forEach(type -> names.add(type.getName()));
        return names;
    }

    /**
     * Says of each call what is to become of it; all run where nothing is said. It is asked once a call, when the answer is
     * saved and the input fits. When it throws, or gives null, the run fails and nothing of the turn has begun.
     */
    public RunnerOptions approve(Function<ToolCall, Decision> decisions) {
        policy = Objects.requireNonNull(decisions, "decisions");
        return this;
    }

    /** Asks this client from now on: another account, other limits. */
    public RunnerOptions client(Claude other) {
        claude = Objects.requireNonNull(other, "other");
        return this;
    }

    /** Ends the run when the model has answered so often since something was said; 50 where nothing is said. */
    public RunnerOptions maxTurns(int turns) {
        maxTurns = positive("maxTurns", turns);
        turnsAreSet = true;
        return this;
    }

    /** Ends the run before the next request when so many tokens were used since something was said, in and out. */
    public RunnerOptions maxTotalTokens(long tokens) {
        if (tokens < 1) {
            throw new InvalidParamsException("maxTotalTokens: expected 1 or more, found " + tokens);
        }
        maxTotalTokens = tokens;
        return this;
    }

    /**
     * Ends the run before the next request when its answers since something was said cost so much. A model whose price is not
     * known is refused before it is asked.
     *
     * @param dollars such as {@code "0.50"}
     */
    public RunnerOptions maxCost(String dollars) {
        maxCost = money("maxCost", dollars);
        return this;
    }

    /** Ends the run before the next request when the whole conversation cost so much, all that was said before included. */
    public RunnerOptions maxTotalCost(String dollars) {
        maxTotalCost = money("maxTotalCost", dollars);
        return this;
    }

    /** What usage costs; {@link Prices#standard()} where nothing is said. */
    public RunnerOptions prices(Prices list) {
        prices = Objects.requireNonNull(list, "list");
        return this;
    }

    Prices knownPrices() {
        Prices known = prices;
        return known == null ? Prices.standard() : known;
    }

    private static BigDecimal money(String name, String dollars) {
        try {
            BigDecimal amount = new BigDecimal(Objects.requireNonNull(dollars, "dollars"));
            if (amount.signum() > 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other that is none.
        }
        throw new InvalidParamsException(name + ": expected dollars, such as \"0.50\", found \"" + dollars + "\"");
    }

    /** Ends the run before the next request when it ran so long since something was said. Waiting for people is not counted. */
    public RunnerOptions maxTime(Duration time) {
        maxTime = positive("maxTime", time);
        return this;
    }

    /** Runs so many calls at the same time; 8 where nothing is said. With 1 they run on the thread that called. */
    public RunnerOptions parallel(int calls) {
        parallel = positive("parallel", calls);
        return this;
    }

    /** Interrupts a tool that takes longer and says nothing of its own; 10 minutes where nothing is said. */
    public RunnerOptions toolTimeout(Duration time) {
        toolTimeout = positive("toolTimeout", time);
        return this;
    }

    /** Cuts the text of a result that is longer; 100,000 characters where nothing is said. */
    public RunnerOptions maxResult(int characters) {
        maxResult = positive("maxResult", characters);
        return this;
    }

    /** Tells the model the messages of all exceptions, and not of {@link io.github.claude4j.tools.ToolException} alone. */
    public RunnerOptions showErrors() {
        showErrors = true;
        return this;
    }

    /**
     * Keeps a choice of tools that forces one for every request. Otherwise it holds for the first after something was said: the
     * model could not come to an end.
     */
    public RunnerOptions keepToolChoice() {
        keepToolChoice = true;
        return this;
    }

    /** Sets cache breakpoints on each request as it is sent: see {@link CachePlan}. The conversation does not keep them. */
    public RunnerOptions cachePlan() {
        cachePlan = true;
        return this;
    }

    /** Goes on with this model, until the run ends, when the API says that the request's is overloaded. */
    public RunnerOptions fallback(String model) {
        fallback = Objects.requireNonNull(model, "model");
        return this;
    }

    /**
     * Asks these models, one after another, when one refuses, with the credit that the refusal gives; the conversation stays with
     * the one that answers. The API does the same by itself for {@code fallbacks} of the request, where it can.
     */
    public RunnerOptions refusalFallbacks(String... models) {
        List<Fallback> chain = new ArrayList<>();
        for (String model : Objects.requireNonNull(models, "models")) {
            chain.add(Fallback.of(model));
        }
        return refusalFallbacks(chain);
    }

    /** Asks these models, one after another, when one refuses, with what is different for each. */
    public RunnerOptions refusalFallbacks(List<Fallback> chain) {
        refusalFallbacks = List.copyOf(Objects.requireNonNull(chain, "chain"));
        return this;
    }

    /**
     * Has the API keep the conversation, so that requests carry only what is new. The whole goes again where the API has lost it;
     * where it cannot keep one, the run goes on without. Beta, and not in clouds.
     */
    public RunnerOptions serverThreads() {
        serverThreads = true;
        return this;
    }

    /**
     * Tells the model of tools that came or went since a conversation began, in the conversation, so that the cache of what
     * stands before stays good. Otherwise the request's tools change. Beta, and not in clouds.
     */
    public RunnerOptions announceTools() {
        announceTools = true;
        return this;
    }

    /** Changes each request before it is sent; the conversation does not keep it. Secrets of a saved one are given here. */
    public RunnerOptions beforeRequest(Consumer<MessageCreateParams.Builder> change) {
        beforeRequest = beforeRequest.andThen(Objects.requireNonNull(change, "change"));
        return this;
    }

    /** Gives tools something to work with, such as who asks; {@code call.context(Tenant.class)} reads it. Never saved. */
    public RunnerOptions context(Object context) {
        contexts.put(Objects.requireNonNull(context, "context").getClass(), context);
        return this;
    }

    /** Stands around the code of every tool; the one that was added first is the outermost. */
    public RunnerOptions around(ToolInterceptor interceptor) {
        interceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
        return this;
    }

    /** Is told how runs go, all of them. */
    public RunnerOptions listener(RunListener listener) {
        Objects.requireNonNull(listener, "listener");
        return listener(() -> listener);
    }

    /**
     * Is told how a run goes: one for each, which can keep what belongs to it. It is made on the thread that calls {@code run} or
     * {@code stream}, whoever reads the stream.
     */
    public RunnerOptions listener(Supplier<? extends RunListener> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** The same for one run: its listeners are made, here. */
    RunnerOptions listening() {
        RunnerOptions one = new RunnerOptions(this);
        one.listeners.clear();
        for (Supplier<? extends RunListener> each : listeners) {
            RunListener listener = each.get();
            one.listeners.add(() -> listener);
        }
        return one;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new InvalidParamsException(name + ": expected 1 or more, found " + value);
        }
        return value;
    }

    private static Duration positive(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new InvalidParamsException(name + ": expected more than 0, found " + value);
        }
        return value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }

    /** The code for a call; null where there is none. */
    @Nullable
    ToolFunction function(CallState call) {
        OfferedTool tool = tools.get(call.toolset().isEmpty() ? call.name() : call.toolset());
        if (!(tool instanceof ToolFunction function)) {
            return null;
        }
        return call.toolset().isEmpty()
                ? function.isToolset() ? null : function
                : function.member(call.name()).orElse(null);
    }

    /** What the policy says of a call. */
    Decision decision(ToolCall call) {
        Decision decision = policy.apply(call.in(new Contexts()));
        if (decision == null) {
            throw new IllegalStateException("approve: expected a decision about " + call + ", found null");
        }
        return decision;
    }

    /** What there is of this class, or of one below it; null where there is nothing. */
    <C> @Nullable C context(Class<C> type) {
        for (Object context : contexts.values()) {
            if (type.isInstance(context)) {
                return type.cast(context);
            }
        }
        return null;
    }

    /** A policy sees what tools are given too. */
    private final class Contexts implements ToolCall.Surroundings {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void progress(String text) {}

        @Override
        public <C> @Nullable C context(Class<C> type) {
            return RunnerOptions.this.context(type);
        }
    }
}
