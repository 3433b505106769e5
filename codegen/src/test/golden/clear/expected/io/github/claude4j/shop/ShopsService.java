// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.function.Consumer;

/** The calls of {@code shops}. */
public final class ShopsService {
    /** {@code POST /v1/shops} */
    public static final Operation CREATE = Operation.of("shops.create", "POST", "/v1/shops").build();

    /** {@code POST /v1/shops/{shop_id}} */
    public static final Operation UPDATE = Operation.of("shops.update", "POST", "/v1/shops/{shop_id}").build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public ShopsService(Caller caller) {
        this.caller = caller;
    }

    /** {@code POST /v1/shops} */
    public Shop create() {
        return caller.send(CREATE, JsonObject.of(), Shop::of);
    }

    /** {@code POST /v1/shops} */
    public Shop create(ShopCreateParams params) {
        return caller.send(CREATE, params.json(), Shop::of);
    }

    /** {@code POST /v1/shops} */
    public Shop create(Consumer<ShopCreateParams.Builder> params) {
        ShopCreateParams.Builder builder = ShopCreateParams.builder();
        params.accept(builder);
        return create(builder.build());
    }

    /** {@code POST /v1/shops/{shop_id}} */
    public Shop update(String shopId) {
        return caller.send(UPDATE, JsonObject.of(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}} */
    public Shop update(String shopId, ShopUpdateParams params) {
        return caller.send(UPDATE, params.json(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}} */
    public Shop update(String shopId, Consumer<ShopUpdateParams.Builder> params) {
        ShopUpdateParams.Builder builder = ShopUpdateParams.builder();
        params.accept(builder);
        return update(shopId, builder.build());
    }
}
