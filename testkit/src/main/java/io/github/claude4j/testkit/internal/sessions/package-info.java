/** Agents at work: sessions with their events, the work of self-hosted environments, deployments and their schedules. */
@NullMarked
package io.github.claude4j.testkit.internal.sessions;

import org.jspecify.annotations.NullMarked;
