/**
 * Credentials at work: what signs a request, and keeps and renews its tokens. Not for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.auth;

import org.jspecify.annotations.NullMarked;
