/**
 * The transport over the client of the JDK, {@link io.github.claude4j.jdk.JdkTransport}: its proxies, TLS, and the faults
 * that it works round.
 */
@NullMarked
package io.github.claude4j.jdk;

import org.jspecify.annotations.NullMarked;
