/** Writes Java, and the schema, out of a spec. */
package io.github.claude4j.codegen.write;
