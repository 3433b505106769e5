// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.client.Http;

/** The calls of {@code malls}. */
public final class MallsService {
    private final Http http;

    /** For the client; users get theirs from it. */
    public MallsService(Http http) {
        this.http = http;
    }

    /** The calls of {@code malls.floors}. */
    public MallFloorsService floors() {
        return new MallFloorsService(http);
    }
}
