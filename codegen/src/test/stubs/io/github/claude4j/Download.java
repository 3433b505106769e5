package io.github.claude4j;

/** An answer of bytes. */
public interface Download {}
