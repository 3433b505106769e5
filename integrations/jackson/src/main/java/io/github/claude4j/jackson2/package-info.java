/** JSON types of the classes that Jackson 2 binds: {@link io.github.claude4j.jackson2.Jackson2Type}. */
@NullMarked
package io.github.claude4j.jackson2;

import org.jspecify.annotations.NullMarked;
