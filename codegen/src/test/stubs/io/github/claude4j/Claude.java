package io.github.claude4j;

import io.github.claude4j.client.Http;

/** The client, as far as generated code knows it. */
public interface Claude {
    Http http();
}
