// Generated from spec/ by codegen; edit that file instead.
package io.github.claude4j;

import io.github.claude4j.http.Operation;
import io.github.claude4j.shop.MallFloorsService;
import io.github.claude4j.shop.ShopEventsService;
import io.github.claude4j.shop.ShopFilesService;
import io.github.claude4j.shop.ShopsService;
import java.util.List;

/** Every operation of this module. */
public final class Operations {
    private static final List<Operation> ALL = List.of(
            MallFloorsService.LIST,
            ShopsService.CREATE,
            ShopsService.DELETE,
            ShopEventsService.STREAM,
            ShopFilesService.COPY,
            ShopFilesService.DOWNLOAD,
            ShopFilesService.LINES,
            ShopFilesService.UPLOAD,
            ShopsService.LIST,
            ShopsService.POLL,
            ShopsService.RETRIEVE,
            ShopsService.TALK);

    private Operations() {}

    /** All of them, by name. */
    public static List<Operation> all() {
        return ALL;
    }
}
