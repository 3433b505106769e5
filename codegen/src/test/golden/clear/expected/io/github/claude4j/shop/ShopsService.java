// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.client.Http;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.function.Consumer;

/** The calls of {@code shops}. */
public final class ShopsService {
    /** {@code POST /v1/shops} */
    public static final Operation CREATE = Operation.of("shops.create", "POST", "/v1/shops");

    /** {@code POST /v1/shops/{shop_id}} */
    public static final Operation UPDATE = Operation.of("shops.update", "POST", "/v1/shops/{shop_id}");

    private final Http http;

    /** For the client; users get theirs from it. */
    public ShopsService(Http http) {
        this.http = http;
    }

    /** {@code POST /v1/shops} */
    public Shop create() {
        return http.send(CREATE, JsonObject.of(), Shop::of);
    }

    /** {@code POST /v1/shops} */
    public Shop create(ShopCreateParams params) {
        return http.send(CREATE, params.json(), Shop::of);
    }

    /** {@code POST /v1/shops} */
    public Shop create(Consumer<ShopCreateParams.Builder> params) {
        ShopCreateParams.Builder builder = ShopCreateParams.builder();
        params.accept(builder);
        return create(builder.build());
    }

    /** {@code POST /v1/shops/{shop_id}} */
    public Shop update(String shopId) {
        return http.send(UPDATE, JsonObject.of(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}} */
    public Shop update(String shopId, ShopUpdateParams params) {
        return http.send(UPDATE, params.json(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}} */
    public Shop update(String shopId, Consumer<ShopUpdateParams.Builder> params) {
        ShopUpdateParams.Builder builder = ShopUpdateParams.builder();
        params.accept(builder);
        return update(shopId, builder.build());
    }
}
