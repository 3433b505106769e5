/**
 * Reads the API as data (spec/) and writes the Java for it. {@link io.github.claude4j.codegen.Main} is the way in. Each
 * package uses only those before it: spec, model, check, write, diff, official, follow.
 */
package io.github.claude4j.codegen;
