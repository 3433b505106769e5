// Generated from spec/shop.yaml by codegen; edit that file instead.
/** The API's shop. */
@NullMarked
package io.github.claude4j.shop;

import org.jspecify.annotations.NullMarked;
