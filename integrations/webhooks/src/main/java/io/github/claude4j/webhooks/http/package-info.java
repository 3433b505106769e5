/** Webhooks of the API for the JDK's HTTP server and for servlets. */
@NullMarked
package io.github.claude4j.webhooks.http;

import org.jspecify.annotations.NullMarked;
