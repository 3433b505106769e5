/** Claude Platform on AWS, and what all backends on AWS have in common: credentials, regions, signatures, errors. */
@NullMarked
package io.github.claude4j.aws;

import org.jspecify.annotations.NullMarked;
