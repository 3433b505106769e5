// Generated from spec/shop.yaml by codegen; edit that file instead.
/** A shop that shows every kind of field. */
@NullMarked
package io.github.claude4j.shop;

import org.jspecify.annotations.NullMarked;
