package io.github.claude4j.a2a;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent of somebody that speaks A2A, version 1.0 of 12 March 2026, over JSON-RPC. For all threads at once.
 *
 * <pre>{@code
 * try (A2aAgent planner = A2aAgent.at("https://planner.example.com")) {
 *     String route = planner.send("From Bonn to Oslo, without planes").text();
 * }
 * }</pre>
 *
 * <p>Its calls have the limits, repeats and errors of a {@link Claude} client: an HTTP answer that is no success is an
 * {@link ApiException}, a refusal of the agent an {@link A2aException}. A message that was sent is not sent again by itself.
 */
public final class A2aAgent implements AutoCloseable {
    private static final String CARD = "/.well-known/agent-card.json";

    private final AgentBackend backend;
    private final Claude client;
    private final String cardPath;
    private final Set<String> origins;

    private volatile @Nullable Place place;

    /** Where the agent takes calls. */
    private record Place(
            AgentCard card, String path, @Nullable String tenant) {}

    private A2aAgent(Builder options) {
        this.cardPath = options.cardPath;
        this.origins = options.origins;
        this.backend = new AgentBackend(options.origin);
        this.client = options.client.backend(backend).build();
    }

    /**
     * An agent that asks for no credentials.
     *
     * @param url where it is, for its card at {@code /.well-known/agent-card.json} below, or that of a card that ends in {@code .json}
     */
    public static A2aAgent at(String url) {
        return builder(url).build();
    }

    /** An agent with options, such as credentials: see {@link #at} for its URL. */
    public static Builder builder(String url) {
        return new Builder(url);
    }

    /**
     * What the agent says of itself; fetched once, when it is first needed.
     *
     * @throws A2aException when it has no interface over JSON-RPC in version 1, or has it at another origin than its card
     */
    public AgentCard card() {
        return place().card();
    }

    /** Sends a text, and waits until the agent has finished, or wants something: see {@link #send(AgentMessage)}. */
    public AgentReply send(String text) {
        return send(AgentMessage.of(text));
    }

    /**
     * Sends a message, and waits until the agent has finished, or wants something.
     *
     * @return a message, or the task in its state by then: {@link TaskState#INPUT_REQUIRED} is answered with {@link AgentMessage#in}
     * @throws A2aException when the agent refuses it
     */
    public AgentReply send(AgentMessage message) {
        return reply(message, JsonObject.of());
    }

    /**
     * Sends a message, and does not wait for the end of its task: {@link #task} tells how far it is.
     *
     * @throws A2aException when the agent refuses it
     */
    public AgentReply begin(AgentMessage message) {
        return reply(message, JsonObject.of("returnImmediately", true));
    }

    private AgentReply reply(AgentMessage message, JsonObject configuration) {
        return AgentReply.of(call("SendMessage", sending(message, configuration)));
    }

    private static JsonObject sending(AgentMessage message, JsonObject configuration) {
        JsonObject params = JsonObject.of(
                "message", Objects.requireNonNull(message, "message").json());
        return configuration.isEmpty() ? params : params.with("configuration", configuration);
    }

    /**
     * Sends a message, and gives what becomes of it as it happens, to its end. Close the stream.
     *
     * @throws A2aException when the agent refuses it, also from the stream; by its card it may not have streams at all
     */
    public Stream<AgentUpdate> stream(AgentMessage message) {
        JsonObject params = sending(message, JsonObject.of());
        Place there = place();
        JsonObject request = request("SendStreamingMessage", params, there);
        return client.http().stream(there.path(), request).stream().map(answer -> AgentUpdate.of(result(answer)));
    }

    /**
     * A task as it is now.
     *
     * @throws A2aException {@link A2aError#TASK_NOT_FOUND} when there is none of this id, or not for you
     */
    public AgentTask task(String id) {
        return AgentTask.of(call("GetTask", JsonObject.of("id", Objects.requireNonNull(id, "id"))));
    }

    /**
     * Asks the agent to end a task; may be asked again.
     *
     * @return the task as it is then, which need not be {@link TaskState#CANCELED} yet
     * @throws A2aException {@link A2aError#TASK_NOT_CANCELABLE} when it has ended, {@link A2aError#TASK_NOT_FOUND} when there is none
     */
    public AgentTask cancel(String id) {
        return AgentTask.of(call("CancelTask", JsonObject.of("id", Objects.requireNonNull(id, "id"))));
    }

    /**
     * Calls a method that this class does not have, such as {@code ListTasks}.
     *
     * @return the result as it came
     * @throws A2aException when the agent refuses it
     */
    public JsonObject call(String method, JsonObject params) {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(params, "params");
        Place there = place();
        JsonObject request = request(method, params, there);
        try {
            return result(client.http().post(there.path(), request).json());
        } catch (ApiException e) {
            // Some servers give their refusals a status as well.
            throw e.body()
                    .flatMap(A2aException::refusal)
                    .<RuntimeException>map(refusal -> refusal)
                    .orElse(e);
        }
    }

    private static JsonObject request(String method, JsonObject params, Place there) {
        JsonObject whole = there.tenant() == null ? params : params.with("tenant", there.tenant());
        return JsonObject.of("jsonrpc", "2.0", "id", UUID.randomUUID().toString(), "method", method, "params", whole);
    }

    private static JsonObject result(JsonObject answer) {
        A2aException.refusal(answer).ifPresent(refusal -> {
            throw refusal;
        });
        return answer.object("result");
    }

    /** Two threads may both fetch it: it is the same. */
    private Place place() {
        Place known = place;
        if (known == null) {
            known = find(AgentCard.of(client.http().get(cardPath).json()));
            place = known;
        }
        return known;
    }

    private Place find(AgentCard card) {
        AgentInterface chosen = card.interfaces().stream()
                .filter(each -> each.protocolBinding().equals("JSONRPC")
                        && each.protocolVersion().matches("1(\\..*)?"))
                .findFirst()
                .orElseThrow(() ->
                        new A2aException("the card of the agent: expected an interface JSONRPC in version 1, found "
                                + card.interfaces().stream()
                                        .map(each -> each.protocolBinding() + " " + each.protocolVersion())
                                        .toList()));
        URI url = parsed(chosen.url())
                .orElseThrow(() -> new A2aException("the card of the agent: expected an http or https URL of its "
                        + "interface, found " + chosen.url()));
        String origin = origin(url);
        if (!origins.contains(origin)) {
            throw new A2aException("the card of the agent: expected an interface at one of " + origins + ", found "
                    + origin + "; alsoAt(\"" + origin + "\") allows it, and sends your headers there");
        }
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String whole = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        backend.callAt(origin);
        return new Place(card, whole, chosen.tenant().orElse(null));
    }

    private static Optional<URI> parsed(String url) {
        try {
            URI given = new URI(url);
            boolean isHttp = given.getHost() != null && Set.of("http", "https").contains(scheme(given));
            return isHttp ? Optional.of(given) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String scheme(URI url) {
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static String origin(URI url) {
        int usual = scheme(url).equals("https") ? 443 : 80;
        String port = url.getPort() == -1 || url.getPort() == usual ? "" : ":" + url.getPort();
        return scheme(url) + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
    }

    /** Ends what is under way, and the connections. */
    @Override
    public void close() {
        client.close();
    }

    /** Options of an {@link A2aAgent}. */
    public static final class Builder {
        private final String origin;
        private final String cardPath;
        private final Set<String> origins = new HashSet<>();
        private final Claude.Builder client = Claude.builder();

        private Builder(String url) {
            URI given = expected("url", url);
            origin = origin(given);
            origins.add(origin);
            String path = given.getRawPath();
            cardPath = path.endsWith(".json")
                    ? path
                    : (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + CARD;
        }

        private static URI expected(String name, String url) {
            return parsed(Objects.requireNonNull(url, name))
                    .orElseThrow(
                            () -> new InvalidParamsException(name + ": expected an http or https URL, found " + url));
        }

        /**
         * Options of the calls: {@code header("authorization", …)}, limits, repeats, proxies, listeners. Its base URL and backend are
         * the agent's.
         */
        public Builder client(Consumer<Claude.Builder> changes) {
            Objects.requireNonNull(changes, "changes").accept(client);
            return this;
        }

        /**
         * Allows the card to name this place as that of the agent, besides the one that it comes from; what is sent, headers with
         * credentials included, goes there then.
         *
         * @param place its scheme, host and port: {@code https://agents.example.com}
         */
        public Builder alsoAt(String place) {
            origins.add(origin(expected("alsoAt", place)));
            return this;
        }

        public A2aAgent build() {
            return new A2aAgent(this);
        }
    }
}
