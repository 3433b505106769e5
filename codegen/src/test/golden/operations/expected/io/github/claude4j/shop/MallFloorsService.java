// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.Page;
import io.github.claude4j.client.Http;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;

/** The calls of {@code malls.floors}. */
public final class MallFloorsService {
    /** {@code GET /v1/malls/{mall_id}/floors} */
    public static final Operation LIST = Operation.of("malls.floors.list", "GET", "/v1/malls/{mall_id}/floors")
            .pages("cursor");

    private final Http http;

    /** For the client; users get theirs from it. */
    public MallFloorsService(Http http) {
        this.http = http;
    }

    /** {@code GET /v1/malls/{mall_id}/floors} */
    public Page<Shop> list(String mallId) {
        return http.page(LIST, JsonObject.of(), Shop::of, mallId);
    }
}
