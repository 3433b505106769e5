package io.github.claude4j;

/** An answer of many. */
public interface Page<T> {}
