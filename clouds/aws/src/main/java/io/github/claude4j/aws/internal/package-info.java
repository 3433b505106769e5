/** What AWS has of its own on the wire: signatures, and errors. */
@NullMarked
package io.github.claude4j.aws.internal;

import org.jspecify.annotations.NullMarked;
