// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.Page;
import io.github.claude4j.http.Http;
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
            .query("view");

    /** {@code GET /v1/shops/{shop_id}} */
    public static final Operation RETRIEVE = Operation.of("shops.retrieve", "GET", "/v1/shops/{shop_id}");

    /** {@code GET /v1/shops} */
    public static final Operation LIST = Operation.of("shops.list", "GET", "/v1/shops")
            .pages("ids");

    /** {@code DELETE /v1/shops/{shop_id}} */
    public static final Operation DELETE = Operation.of("shops.delete", "DELETE", "/v1/shops/{shop_id}");

    /** {@code GET /v1/shops/{shop_id}/work} */
    public static final Operation POLL = Operation.of("shops.poll", "GET", "/v1/shops/{shop_id}/work");

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public static final Operation TALK = Operation.of("shops.talk", "POST", "/v1/shops/{shop_id}/talk")
            .safeUnless("thread")
            .alsoStreams();

    private final Http http;

    /** For the client; users get theirs from it. */
    public ShopsService(Http http) {
        this.http = http;
    }

    /**
     * Opens a shop.
     *
     * <p>{@code POST /v1/shops}
     */
    public Shop create(ShopCreateParams params) {
        return http.send(CREATE, params.json(), Shop::of);
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
        return http.send(RETRIEVE, JsonObject.of(), Shop::of, shopId);
    }

    /** {@code GET /v1/shops} */
    public Page<Shop> list() {
        return http.page(LIST, JsonObject.of(), Shop::of);
    }

    /** {@code GET /v1/shops} */
    public Page<Shop> list(ShopListParams params) {
        return http.page(LIST, params.json(), Shop::of);
    }

    /** {@code GET /v1/shops} */
    public Page<Shop> list(Consumer<ShopListParams.Builder> params) {
        ShopListParams.Builder builder = ShopListParams.builder();
        params.accept(builder);
        return list(builder.build());
    }

    /** {@code DELETE /v1/shops/{shop_id}} */
    public void delete(String shopId) {
        http.run(DELETE, JsonObject.of(), shopId);
    }

    /** {@code GET /v1/shops/{shop_id}/work} */
    public Optional<Shop> poll(String shopId) {
        return http.sendOptional(POLL, JsonObject.of(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public Shop talk(String shopId, TalkParams params) {
        if (Boolean.TRUE.equals(params.json().get("stream"))) {
            throw new InvalidRequestException(
                    "stream: expected none in talk(…), found true; stream(…) gives the events");
        }
        return http.send(TALK, params.json(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public Shop talk(String shopId, Consumer<TalkParams.Builder> params) {
        TalkParams.Builder builder = TalkParams.builder();
        params.accept(builder);
        return talk(shopId, builder.build());
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public ShopStream stream(String shopId, TalkParams params) {
        return new ShopStream(http.stream(TALK, params.json(), Shop::of, shopId));
    }

    /** {@code POST /v1/shops/{shop_id}/talk} */
    public ShopStream stream(String shopId, Consumer<TalkParams.Builder> params) {
        TalkParams.Builder builder = TalkParams.builder();
        params.accept(builder);
        return stream(shopId, builder.build());
    }

    /** The calls of {@code shops.events}. */
    public ShopEventsService events() {
        return new ShopEventsService(http);
    }

    /** The calls of {@code shops.files}. */
    public ShopFilesService files() {
        return new ShopFilesService(http);
    }
}
