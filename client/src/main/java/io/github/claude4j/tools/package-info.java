/** Tools, and what goes on with them: functions that the model calls, the conversation as a value, and what runs it. */
@NullMarked
package io.github.claude4j.tools;

import org.jspecify.annotations.NullMarked;
