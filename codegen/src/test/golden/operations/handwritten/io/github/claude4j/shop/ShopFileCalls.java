package io.github.claude4j.shop;

import io.github.claude4j.client.Caller;

abstract class ShopFileCalls {
    ShopFileCalls(Caller caller) {}
}
