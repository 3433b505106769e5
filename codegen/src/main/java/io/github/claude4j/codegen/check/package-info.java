/** Refuses what a spec may not say. */
package io.github.claude4j.codegen.check;
