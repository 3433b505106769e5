// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import io.github.claude4j.client.Caller;

/** The calls of {@code malls}. */
public final class MallsService {
    private final Caller caller;

    /** For the client; users get theirs from it. */
    public MallsService(Caller caller) {
        this.caller = caller;
    }

    /** The calls of {@code malls.floors}. */
    public MallFloorsService floors() {
        return new MallFloorsService(caller);
    }
}
