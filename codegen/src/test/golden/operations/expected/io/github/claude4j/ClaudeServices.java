// Generated from spec/ by codegen; edit that file instead.
package io.github.claude4j;

import io.github.claude4j.client.Caller;
import io.github.claude4j.shop.MallsService;
import io.github.claude4j.shop.ShopsService;

/** The services of {@link Claude}, one a part of the API. */
public abstract class ClaudeServices {
    ClaudeServices() {}

    /** Makes their calls. */
    abstract Caller caller();

    /** The calls of {@code malls}. */
    public MallsService malls() {
        return new MallsService(caller());
    }

    /** The calls of {@code shops}. */
    public ShopsService shops() {
        return new ShopsService(caller());
    }
}
