/**
 * Access tokens instead of an API key: profiles, workload identity federation, and providers of your own. Nothing here is
 * loaded by a client that has a key.
 */
@NullMarked
package io.github.claude4j.credentials;

import org.jspecify.annotations.NullMarked;
