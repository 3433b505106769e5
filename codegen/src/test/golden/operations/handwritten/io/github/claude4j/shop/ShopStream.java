package io.github.claude4j.shop;

import io.github.claude4j.EventStream;

/** What a stream is given as. */
public final class ShopStream {
    ShopStream(EventStream<Shop> events) {}
}
