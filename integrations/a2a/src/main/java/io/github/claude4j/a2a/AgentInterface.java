package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** One way to call an agent. */
public final class AgentInterface extends ApiObject {
    private AgentInterface(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentInterface of(JsonObject json) {
        return new AgentInterface(json);
    }

    /** Where it is. */
    public String url() {
        return string("url");
    }

    /** {@code JSONRPC}, {@code GRPC}, {@code HTTP+JSON} or another one. */
    public String protocolBinding() {
        return string("protocolBinding");
    }

    /** The version of A2A there, such as {@code 1.0}. */
    public String protocolVersion() {
        return string("protocolVersion");
    }

    /** Which of several agents at this URL; {@link A2aAgent} sends it along. */
    public Optional<String> tenant() {
        return optionalString("tenant").filter(name -> !name.isEmpty());
    }
}
