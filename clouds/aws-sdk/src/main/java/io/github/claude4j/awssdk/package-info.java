/** The AWS SDK's credentials and regions, for Claude on AWS and on Bedrock. */
@NullMarked
package io.github.claude4j.awssdk;

import org.jspecify.annotations.NullMarked;
