package io.github.claude4j.shop;

import io.github.claude4j.EventStream;

/** What a stream is given as. */
public final class ShopStream {
    private ShopStream(EventStream<Shop> events) {}

    static ShopStream of(EventStream<Shop> events) {
        return new ShopStream(events);
    }
}
