// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.Download;
import io.github.claude4j.JsonLines;
import io.github.claude4j.client.Http;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.util.function.Consumer;

/** The calls of {@code shops.files}. */
public final class ShopFilesService extends ShopFileCalls {
    /** {@code POST /v1/shops/{shop_id}/copies} */
    public static final Operation COPY = Operation.of("shops.files.copy", "POST", "/v1/shops/{shop_id}/copies")
            .withoutBody();

    /** {@code POST /v1/shops/{shop_id}/files} */
    public static final Operation UPLOAD = Operation.of("shops.files.upload", "POST", "/v1/shops/{shop_id}/files")
            .multipart();

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}} */
    public static final Operation DOWNLOAD = Operation.of("shops.files.download", "GET",
            "/v1/shops/{shop_id}/files/{file_id}")
            .binary();

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}/lines} */
    public static final Operation LINES = Operation.of("shops.files.lines", "GET",
            "/v1/shops/{shop_id}/files/{file_id}/lines")
            .lines();

    private final Http http;

    /** For the client; users get theirs from it. */
    public ShopFilesService(Http http) {
        super(http);
        this.http = http;
    }

    /** {@code POST /v1/shops/{shop_id}/files} */
    public Shop upload(String shopId, UploadParams params) {
        return http.send(UPLOAD, params.json(), Shop::of, shopId);
    }

    /** {@code POST /v1/shops/{shop_id}/files} */
    public Shop upload(String shopId, Consumer<UploadParams.Builder> params) {
        UploadParams.Builder builder = UploadParams.builder();
        params.accept(builder);
        return upload(shopId, builder.build());
    }

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}} */
    public Download download(String shopId, String fileId) {
        return http.download(DOWNLOAD, JsonObject.of(), shopId, fileId);
    }

    /** {@code GET /v1/shops/{shop_id}/files/{file_id}/lines} */
    public JsonLines<Shop> lines(String shopId, String fileId) {
        return http.lines(LINES, JsonObject.of(), Shop::of, shopId, fileId);
    }
}
