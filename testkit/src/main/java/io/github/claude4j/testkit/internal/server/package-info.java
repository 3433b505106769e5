/** HTTP on the loopback address: reads requests, sends answers, and brings the faults about that were asked for. */
@NullMarked
package io.github.claude4j.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
