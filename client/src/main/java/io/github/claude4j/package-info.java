/**
 * The client: {@link io.github.claude4j.Claude} and what its calls give and throw.
 *
 * <p>The API's own types live in one package an area, such as {@code io.github.claude4j.messages}.
 */
@NullMarked
package io.github.claude4j;

import org.jspecify.annotations.NullMarked;
