// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.EventStream;
import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;

/** The calls of {@code shops.events}. */
public final class ShopEventsService {
    /** {@code GET /v1/shops/{shop_id}/events} */
    public static final Operation STREAM = Operation.of("shops.events.stream", "GET", "/v1/shops/{shop_id}/events")
            .events()
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public ShopEventsService(Caller caller) {
        this.caller = caller;
    }

    /** {@code GET /v1/shops/{shop_id}/events} */
    public EventStream<Shop> stream(String shopId) {
        return caller.stream(STREAM, JsonObject.of(), Shop::of, shopId);
    }
}
