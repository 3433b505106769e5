// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.Download;
import io.github.claude4j.JsonLines;
import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.function.Consumer;

/** The calls of {@code shops.files}. */
public final class ShopFilesService extends ShopFileCalls {
    /** {@code POST /v1/shops/{shop_id}/copies} */
    public static final Operation COPY = Operation.of("shops.files.copy", "POST", "/v1/shops/{shop_id}/copies")
            .withoutBody()
            .build();

    /** {@code POST /v1/shops/{shop_id}/files} */
    public static final Operation UPLOAD = Operation.of("shops.files.upload", "POST", "/v1/shops/{shop_id}/files")
            .multipart()
            .build();

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}} */
    public static final Operation DOWNLOAD = Operation.of("shops.files.download", "GET",
            "/v1/shops/{shop_id}/files/{file_id}")
            .binary()
            .build();

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}/lines} */
    public static final Operation LINES = Operation.of("shops.files.lines", "GET",
            "/v1/shops/{shop_id}/files/{file_id}/lines")
            .lines()
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public ShopFilesService(Caller caller) {
        super(caller);
        this.caller = caller;
    }

    /** {@code POST /v1/shops/{shop_id}/files} */
    public Shop upload(String shopId, UploadParams params) {
        return caller.send(UPLOAD, params.json(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}/files} */
    public Shop upload(String shopId, Consumer<UploadParams.Builder> params) {
        UploadParams.Builder builder = UploadParams.builder();
        params.accept(builder);
        return upload(shopId, builder.build());
    }

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}} */
    public Download download(String shopId, String fileId) {
        return caller.download(DOWNLOAD, JsonObject.of(), shopId, fileId);
    }

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}/lines} */
    public JsonLines<Shop> lines(String shopId, String fileId) {
        return caller.lines(LINES, JsonObject.of(), Shop::of, shopId, fileId);
    }
}
