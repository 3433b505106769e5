/** Keeps what clients create: lists, changes and deletes it as the API does, and runs batches. */
@NullMarked
package io.github.claude4j.testkit.internal.things;

import org.jspecify.annotations.NullMarked;
