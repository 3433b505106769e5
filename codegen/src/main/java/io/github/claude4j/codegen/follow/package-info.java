/** Proposes what to change in the spec, so that it says what the official clients say. */
package io.github.claude4j.codegen.follow;
