/** What Bedrock has of its own on the wire: the bodies that invoke a model, and streams in frames. */
@NullMarked
package io.github.claude4j.bedrock.internal;

import org.jspecify.annotations.NullMarked;
