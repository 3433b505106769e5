// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.Page;
import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/** The calls of {@code shops}. */
public final class ShopsService implements ShopCalls {
    /** {@code POST /v1/shops} */
    public static final Operation CREATE = Operation.of("shops.create", "POST", "/v1/shops")
            .betas("shops-2026-01-01")
            .safe()
            .query("view")
            .build();

    /** {@code GET /v1/shops/{shop_id}} */
    public static final Operation RETRIEVE = Operation.of("shops.retrieve", "GET", "/v1/shops/{shop_id}").build();

    /** {@code GET /v1/shops} */
    public static final Operation LIST = Operation.of("shops.list", "GET", "/v1/shops")
            .pages("ids")
            .build();

    /** {@code DELETE /v1/shops/{shop_id}} */
    public static final Operation DELETE = Operation.of("shops.delete", "DELETE", "/v1/shops/{shop_id}").build();

    /** {@code GET /v1/shops/{shop_id}/work} */
    public static final Operation POLL = Operation.of("shops.poll", "GET", "/v1/shops/{shop_id}/work").build();

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public static final Operation TALK = Operation.of("shops.talk", "POST", "/v1/shops/{shop_id}/talk")
            .safeUnless("thread")
            .alsoStreams()
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public ShopsService(Caller caller) {
        this.caller = caller;
    }

    /**
     * Opens a shop.
     *
     * <p>{@code POST /v1/shops}
     */
    public Shop create(ShopCreateParams params) {
        return caller.send(CREATE, params.json(), Shop::of);
    }

    /**
     * Opens a shop.
     *
     * <p>{@code POST /v1/shops}
     */
    public Shop create(Consumer<ShopCreateParams.Builder> params) {
        ShopCreateParams.Builder builder = ShopCreateParams.builder();
        params.accept(builder);
        return create(builder.build());
    }

    /** {@code GET /v1/shops/{shop_id}} */
    public Shop retrieve(String shopId) {
        return caller.send(RETRIEVE, JsonObject.of(), Shop::of, shopId);
    }

    /** {@code GET /v1/shops} */
    public Page<Shop> list() {
        return caller.page(LIST, JsonObject.of(), Shop::of);
    }

    /** {@code GET /v1/shops} */
    public Page<Shop> list(ShopListParams params) {
        return caller.page(LIST, params.json(), Shop::of);
    }

    /** {@code GET /v1/shops} */
    public Page<Shop> list(Consumer<ShopListParams.Builder> params) {
        ShopListParams.Builder builder = ShopListParams.builder();
        params.accept(builder);
        return list(builder.build());
    }

    /** {@code DELETE /v1/shops/{shop_id}} */
    public void delete(String shopId) {
        caller.run(DELETE, JsonObject.of(), shopId);
    }

    /** {@code GET /v1/shops/{shop_id}/work} */
    public Optional<Shop> poll(String shopId) {
        return caller.sendOptional(POLL, JsonObject.of(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public Shop talk(String shopId, TalkParams params) {
        return caller.send(TALK, params.json(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public Shop talk(String shopId, Consumer<TalkParams.Builder> params) {
        TalkParams.Builder builder = TalkParams.builder();
        params.accept(builder);
        return talk(shopId, builder.build());
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public ShopStream stream(String shopId, TalkParams params) {
        return ShopStream.of(caller.stream(TALK, params.json(), Shop::of, shopId));
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public ShopStream stream(String shopId, Consumer<TalkParams.Builder> params) {
        TalkParams.Builder builder = TalkParams.builder();
        params.accept(builder);
        return stream(shopId, builder.build());
    }

    /** The calls of {@code shops.events}. */
    public ShopEventsService events() {
        return new ShopEventsService(caller);
    }

    /** The calls of {@code shops.files}. */
    public ShopFilesService files() {
        return new ShopFilesService(caller);
    }
}
