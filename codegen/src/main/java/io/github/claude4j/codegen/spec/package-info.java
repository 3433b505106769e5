/** Reads the files of the spec into a model of them. */
package io.github.claude4j.codegen.spec;
