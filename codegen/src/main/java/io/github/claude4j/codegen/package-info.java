/** Reads the API as data (spec/) and writes the Java for it. {@link io.github.claude4j.codegen.Main} is the way in. */
package io.github.claude4j.codegen;
