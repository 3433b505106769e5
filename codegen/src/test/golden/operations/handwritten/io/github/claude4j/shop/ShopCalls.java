package io.github.claude4j.shop;

interface ShopCalls {}
