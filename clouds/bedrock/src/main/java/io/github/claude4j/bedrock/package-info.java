/** Claude on Amazon Bedrock, by both of its ways: invoke and Mantle. */
@NullMarked
package io.github.claude4j.bedrock;

import org.jspecify.annotations.NullMarked;
