// Generated from spec/zoo.yaml by codegen; edit that file instead.
/** The API's zoo. */
@NullMarked
package io.github.claude4j.zoo;

import org.jspecify.annotations.NullMarked;
