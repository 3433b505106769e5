/** Makes messages and checks the requests for them; knows nothing of HTTP or of what a fake keeps. */
@NullMarked
package io.github.claude4j.testkit.internal.messages;

import org.jspecify.annotations.NullMarked;
