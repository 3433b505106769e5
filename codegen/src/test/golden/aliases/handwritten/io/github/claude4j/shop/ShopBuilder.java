package io.github.claude4j.shop;

interface ShopBuilder<B> {
    B addEntry(String entry);
}
