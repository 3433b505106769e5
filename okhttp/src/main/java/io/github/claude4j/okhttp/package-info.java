/** A transport over OkHttp. */
@NullMarked
package io.github.claude4j.okhttp;

import org.jspecify.annotations.NullMarked;
