// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.Page;
import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;

/** The calls of {@code malls.floors}. */
public final class MallFloorsService {
    /** {@code GET /v1/malls/{mall_id}/floors} */
    public static final Operation LIST = Operation.of("malls.floors.list", "GET", "/v1/malls/{mall_id}/floors")
            .pages("cursor")
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public MallFloorsService(Caller caller) {
        this.caller = caller;
    }

    /** {@code GET /v1/malls/{mall_id}/floors} */
    public Page<Shop> list(String mallId) {
        return caller.page(LIST, JsonObject.of(), Shop::of, mallId);
    }
}
