package io.github.claude4j.client;

/** What users call. */
public interface Http {}
