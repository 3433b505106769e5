/** Claude on Google's clouds: Vertex AI, and Claude on Google Cloud. */
@NullMarked
package io.github.claude4j.vertex;

import org.jspecify.annotations.NullMarked;
