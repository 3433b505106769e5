// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.function.Consumer;

/** The calls of {@code chats}. */
public final class ChatsService {
    private static final String[] CREATE_RULES = {
        "servers=servers-2026-01-01",
        "servers[].auth=auth-2026-01-01",
        "tools[type=search]=search-2026-01-01",
        "tools[].caching=caching-2026-01-01",
        "speed{fast}=fast-2026-01-01",
        "config[kind=one].display=display-2026-01-01",
        "config[kind=two]=two-2026-01-01",
        "token.value=token-2026-01-01",
        "temperature<2026-10-21",
    };

    /** {@code POST /v1/chats} */
    public static final Operation CREATE = Operation.of("chats.create", "POST", "/v1/chats")
            .betas("always-2026-01-01")
            .rules(CREATE_RULES)
            .build();

    /** {@code POST /v1/chats/count} */
    public static final Operation COUNT = Operation.of("chats.count", "POST", "/v1/chats/count")
            .betas("always-2026-01-01")
            .rules(CREATE_RULES)
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public ChatsService(Caller caller) {
        this.caller = caller;
    }

    /** {@code POST /v1/chats} */
    public Chat create() {
        return caller.send(CREATE, JsonObject.of(), Chat::of);
    }

    /** {@code POST /v1/chats} */
    public Chat create(ChatCreateParams params) {
        return caller.send(CREATE, params.json(), Chat::of);
    }

    /** {@code POST /v1/chats} */
    public Chat create(Consumer<ChatCreateParams.Builder> params) {
        ChatCreateParams.Builder builder = ChatCreateParams.builder();
        params.accept(builder);
        return create(builder.build());
    }

    /** {@code POST /v1/chats/count} */
    public Chat count() {
        return caller.send(COUNT, JsonObject.of(), Chat::of);
    }

    /** {@code POST /v1/chats/count} */
    public Chat count(ChatCreateParams params) {
        return caller.send(COUNT, params.json(), Chat::of);
    }

    /** {@code POST /v1/chats/count} */
    public Chat count(Consumer<ChatCreateParams.Builder> params) {
        ChatCreateParams.Builder builder = ChatCreateParams.builder();
        params.accept(builder);
        return count(builder.build());
    }
}
