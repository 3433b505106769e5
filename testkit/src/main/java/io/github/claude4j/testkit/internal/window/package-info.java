/** A window on the traffic: keeps what passes through a server for a while, without secrets, and shows it to a person in a browser. */
@NullMarked
package io.github.claude4j.testkit.internal.window;

import org.jspecify.annotations.NullMarked;
