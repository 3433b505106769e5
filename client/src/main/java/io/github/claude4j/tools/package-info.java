/** Tools that a request can offer, and functions that the model calls: their definition, their code, what they give back. */
@NullMarked
package io.github.claude4j.tools;

import org.jspecify.annotations.NullMarked;
