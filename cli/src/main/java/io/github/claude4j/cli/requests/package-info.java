/** Looks at requests before they are sent: what the API would refuse, and where two of them part. */
@NullMarked
package io.github.claude4j.cli.requests;

import org.jspecify.annotations.NullMarked;
