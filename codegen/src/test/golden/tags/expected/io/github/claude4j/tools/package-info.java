// Generated from spec/tools.yaml by codegen; edit that file instead.
/** The API's tools. */
@NullMarked
package io.github.claude4j.tools;

import org.jspecify.annotations.NullMarked;
