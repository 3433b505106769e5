/**
 * A client of agents that speak A2A, the protocol between agents: version 1.0, over JSON-RPC. {@link io.github.claude4j.a2a.A2aAgent}
 * is where to begin.
 */
@NullMarked
package io.github.claude4j.a2a;

import org.jspecify.annotations.NullMarked;
