/** JSON types of the classes that Jackson 3 binds: {@link io.github.claude4j.jackson.JacksonType}. */
@NullMarked
package io.github.claude4j.jackson;

import org.jspecify.annotations.NullMarked;
