/** The beans of the starter, and what is told when one cannot be made. */
@NullMarked
package io.github.claude4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
