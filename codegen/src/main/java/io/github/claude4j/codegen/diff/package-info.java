/** Compares two specs, for those who use the Java API. */
package io.github.claude4j.codegen.diff;
