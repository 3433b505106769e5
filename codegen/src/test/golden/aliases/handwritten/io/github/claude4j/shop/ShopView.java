package io.github.claude4j.shop;

interface ShopView {
    Owner owner();
}
