// Generated from spec/people.yaml by codegen; edit that file instead.
/** The API's people. */
@NullMarked
package io.github.claude4j.people;

import org.jspecify.annotations.NullMarked;
