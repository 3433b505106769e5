/**
 * The transport over sockets, {@link io.github.claude4j.socket.SocketTransport}: HTTP/1.1 as RFC 9112 has it, TLS, proxies,
 * and the pool of its connections.
 */
@NullMarked
package io.github.claude4j.socket;

import org.jspecify.annotations.NullMarked;
