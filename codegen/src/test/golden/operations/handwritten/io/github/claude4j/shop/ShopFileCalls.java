package io.github.claude4j.shop;

import io.github.claude4j.client.Http;


abstract class ShopFileCalls {
    ShopFileCalls(Http http) {}
}
