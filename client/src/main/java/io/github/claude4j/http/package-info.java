/**
 * What a call is made of: contracts and values, nothing that acts. Most programs need none of it; transports, interceptors,
 * listeners and tracers do.
 */
@NullMarked
package io.github.claude4j.http;

import org.jspecify.annotations.NullMarked;
