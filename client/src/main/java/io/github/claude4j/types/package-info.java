/** Java types as JSON: {@link io.github.claude4j.types.JsonType} makes a schema of a record and reads what a model wrote for it. */
@NullMarked
package io.github.claude4j.types;

import org.jspecify.annotations.NullMarked;
