package io.github.claude4j;

import io.github.claude4j.client.CallOptions;
import io.github.claude4j.client.Caller;
import io.github.claude4j.client.ClientOptions;
import io.github.claude4j.client.Http;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.lint.Finding;
import io.github.claude4j.lint.Lint;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.OfferedTool;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.runs.RunnerOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The client of the Claude API. One serves a whole application: it is safe for all threads and keeps connections for them
 * to share. Close it at the end.
 *
 * <pre>{@code
 * try (Claude claude = Claude.fromEnv()) {
 *     Message message = claude.messages().create(m -> m
 *             .model(Model.CLAUDE_OPUS_5_5).maxTokens(1024).addUserMessage("Hello, Claude"));
 *     System.out.println(message.text());
 * }
 * }</pre>
 *
 * <p>Calls block and throw a {@link ClaudeException}. An interrupt ends one in every phase, with a
 * {@link CancelledException} and the flag still set.
 */
public final class Claude extends ClaudeServices implements AutoCloseable {
    private final Caller caller;

    Claude(Caller caller) {
        this.caller = caller;
    }

    /** A client with what the environment says: see {@link ClientOptions#fromEnv()}. */
    public static Claude fromEnv() {
        return builder().fromEnv().build();
    }

    /** Builds a client. It looks at the environment only if it is told to. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same client with other options: other limits, retries, betas, headers, a workspace, interceptors, credentials, another
     * place. It shares connections with this one; closing it does nothing.
     */
    public Claude with(Consumer<Options> changes) {
        Objects.requireNonNull(changes, "changes");
        return new Claude(caller.with(own -> {
            Options options = new Options(own);
            changes.accept(options);
            return options;
        }));
    }

    /**
     * Makes a call on another thread: a virtual one on JDK 21 and newer, else one of at most 256 daemon threads, for which more
     * calls wait in order. Cancelling the future ends the call.
     *
     * <pre>{@code CompletableFuture<Message> later = claude.async(c -> c.messages().create(params));}</pre>
     */
    public <T> CompletableFuture<T> async(Function<Claude, T> call) {
        Objects.requireNonNull(call, "call");
        return caller.async(() -> call.apply(this));
    }

    /**
     * The events of a stream for a subscriber, such as a reactive library's. Nothing is sent before one has subscribed; it
     * can be subscribed to once. Its signals come one after another on threads of the library, never on those of the
     * transport, so a subscriber should not block. Between two events no thread is held; an interceptor of yours, or a
     * transport that can only be read, takes one while it waits.
     *
     * <pre>{@code Flow.Publisher<MessageStreamEvent> events = claude.publisher(c -> c.messages().stream(params));}</pre>
     *
     * <p>A second subscriber gets an {@link IllegalStateException}, because it would be billed once more.
     *
     * @param call opens the stream and does nothing else; runs when someone subscribes
     */
    public <T> Flow.Publisher<T> publisher(Function<Claude, ? extends Flow.Publisher<T>> call) {
        return new StreamPublisher<>(new Claude(caller.lazy()), Objects.requireNonNull(call, "call"));
    }

    /** A conversation that begins with this request, which may have no message yet: {@code say} adds what the user says. */
    public Conversation conversation(Consumer<MessageCreateParams.Builder> params) {
        return Conversation.of(params);
    }

    /** What runs conversations: asks the model, calls its tools, until it has answered. */
    public Runner runner(Consumer<RunnerOptions> options) {
        return Runner.of(this, options);
    }

    /** Runs what this request begins, with these tools, without a journal: see {@link Runner#run}. */
    public Conversation run(MessageCreateParams params, OfferedTool... tools) {
        Objects.requireNonNull(tools, "tools");
        return runner(r -> r.tools(tools)).run(params);
    }

    /** Runs what this request begins, with these tools, without a journal: see {@link Runner#run}. */
    public Conversation run(Consumer<MessageCreateParams.Builder> params, OfferedTool... tools) {
        Objects.requireNonNull(tools, "tools");
        return runner(r -> r.tools(tools)).run(params);
    }

    /** Calls to endpoints that this version does not know. */
    public Http http() {
        return caller.http();
    }

    /**
     * Where calls go instead of the API itself, and what can be done there; empty for the API. Of a {@link Failover} it is that of
     * the first target.
     */
    public Optional<Backend> backend() {
        return caller.backend();
    }

    @Override
    Caller caller() {
        return caller;
    }

    /** Ends what is under way, of this client and its copies, with a {@link CancelledException}, and its connections. */
    @Override
    public void close() {
        caller.close();
    }

    /** Options of a client as a whole and of all its calls. */
    public static final class Builder extends ClientOptions<Builder> {
        private Builder() {}

        /** Looks at each request for messages before it is sent: see {@link Options#lint()}. */
        public Builder lint() {
            return interceptor(Lint.refusing());
        }

        /** Looks at each request for messages before it is sent, and tells what it finds; what is thrown ends the call. */
        public Builder lint(Consumer<Finding> findings) {
            return interceptor(Lint.interceptor(findings));
        }

        public Claude build() {
            return new Claude(Caller.open(this));
        }
    }

    /** Options of the calls of a copy. */
    public static final class Options extends CallOptions<Options> {
        private Options(Caller caller) {
            super(caller);
        }

        /**
         * Looks at each request for messages before it is sent, those of a batch too: what the API is known to refuse ends the call
         * with an {@link io.github.claude4j.errors.InvalidParamsException} that says where, why and what to do instead; advices are
         * logged as warnings. {@link Lint#of(io.github.claude4j.messages.MessageCreateParams)} gives them without a call.
         */
        public Options lint() {
            return interceptor(Lint.refusing());
        }

        /** Looks at each request for messages before it is sent, and tells what it finds; what is thrown ends the call. */
        public Options lint(Consumer<Finding> findings) {
            return interceptor(Lint.interceptor(findings));
        }
    }
}
