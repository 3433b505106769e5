package io.github.claude4j.shop;

import io.github.claude4j.http.Http;

abstract class ShopFileCalls {
    ShopFileCalls(Http http) {}
}
