/** Immutable JSON: what every API object is underneath, and the way to what the library does not model. */
@NullMarked
package io.github.claude4j.json;

import org.jspecify.annotations.NullMarked;
