/**
 * The client, {@link io.github.claude4j.Claude}, and what its calls give.
 *
 * <p>The API's own types live in one package an area, such as {@code io.github.claude4j.messages}; what is thrown, in
 * {@code io.github.claude4j.errors}.
 */
@NullMarked
package io.github.claude4j;

import org.jspecify.annotations.NullMarked;
