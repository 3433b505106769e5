/** Understands the spec: what follows from more than one of its lines. */
package io.github.claude4j.codegen.model;
