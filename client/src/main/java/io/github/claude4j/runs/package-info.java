/** Conversations as values, and what runs them: the loop of asking the model and calling its tools, and journals of it. */
@NullMarked
package io.github.claude4j.runs;

import org.jspecify.annotations.NullMarked;
