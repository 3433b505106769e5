// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** An object of the API. */
public final class ChatCreateParams extends ApiObject {
    private ChatCreateParams(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static ChatCreateParams of(JsonObject json) {
        return new ChatCreateParams(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    /**
     * Beta: a request that carries it needs the header {@code servers-2026-01-01}, which the client sends by
     * itself.
     */
    public List<Server> servers() {
        return list("servers", Server::of);
    }

    public List<Tool> tools() {
        return list("tools", Tool::of);
    }

    public Optional<Speed> speed() {
        return optionalString("speed").map(Speed::of);
    }

    public Optional<Config> config() {
        return optional("config", Config::of);
    }

    public Optional<Token> token() {
        return optionalValue("token", Token::of);
    }

    /**
     * Beta: a request that carries it needs the header {@code always-2026-01-01}, which the client sends by itself.
     */
    public Optional<String> always() {
        return optionalString("always");
    }

    /** Beta. */
    public Optional<String> unknown() {
        return optionalString("unknown");
    }

    /** Refused from API version 2026-10-21 on. */
    public OptionalDouble temperature() {
        return optionalDecimal("temperature");
    }

    /** Builds a {@link ChatCreateParams}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /**
         * Beta: a request that carries it needs the header {@code servers-2026-01-01}, which the client sends by
         * itself.
         */
        public Builder servers(List<? extends Server> servers) {
            return set("servers", servers);
        }

        /**
         * Beta: a request that carries it needs the header {@code servers-2026-01-01}, which the client sends by
         * itself.
         */
        public Builder addServer(Server server) {
            return add("servers", server);
        }

        /**
         * Beta: a request that carries it needs the header {@code servers-2026-01-01}, which the client sends by
         * itself.
         */
        public Builder addServer(Consumer<Server.Builder> server) {
            Server.Builder builder = Server.builder();
            server.accept(builder);
            return addServer(builder.build());
        }

        public Builder tools(List<? extends Tool> tools) {
            return set("tools", tools);
        }

        public Builder addTool(Tool tool) {
            return add("tools", tool);
        }

        public Builder speed(Speed speed) {
            return set("speed", speed);
        }

        public Builder speed(String speed) {
            return set("speed", speed);
        }

        public Builder config(Config config) {
            return set("config", config);
        }

        public Builder token(Token token) {
            return set("token", token);
        }

        public Builder token(String token) {
            return set("token", token);
        }

        public Builder token(Consumer<TokenConfig.Builder> token) {
            TokenConfig.Builder builder = TokenConfig.builder();
            token.accept(builder);
            return token(builder.build());
        }

        /**
         * Beta: a request that carries it needs the header {@code always-2026-01-01}, which the client sends by itself.
         */
        public Builder always(String always) {
            return set("always", always);
        }

        /** Beta. */
        public Builder unknown(String unknown) {
            return set("unknown", unknown);
        }

        /** Refused from API version 2026-10-21 on. */
        public Builder temperature(double temperature) {
            return set("temperature", temperature);
        }

        /** The object, once every required field is there. */
        public ChatCreateParams build() {
            return of(build("ChatCreateParams"));
        }
    }
}
