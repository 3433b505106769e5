// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An object of the API.
 *
 * <p>Beta: a request that carries it needs the header {@code servers-2026-01-01}, which the client sends by
 * itself.
 */
public final class Server extends ApiObject {
    private Server(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Server of(JsonObject json) {
        return new Server(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public Optional<Server> next() {
        return optional("next", Server::of);
    }

    /** Beta: a request that carries it needs the header {@code auth-2026-01-01}, which the client sends by itself. */
    public Optional<String> auth() {
        return optionalString("auth");
    }

    /** Builds a {@link Server}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder next(Server next) {
            return set("next", next);
        }

        public Builder next(Consumer<Server.Builder> next) {
            Server.Builder builder = Server.builder();
            next.accept(builder);
            return next(builder.build());
        }

        /** Beta: a request that carries it needs the header {@code auth-2026-01-01},
                which the client sends by itself. */
        public Builder auth(String auth) {
            return set("auth", auth);
        }

        /** The object, once every required field is there. */
        public Server build() {
            return of(build("Server"));
        }
    }
}
