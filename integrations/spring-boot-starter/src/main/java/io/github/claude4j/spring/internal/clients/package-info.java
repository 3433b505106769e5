/** Makes clients of properties. */
@NullMarked
package io.github.claude4j.spring.internal.clients;

import org.jspecify.annotations.NullMarked;
