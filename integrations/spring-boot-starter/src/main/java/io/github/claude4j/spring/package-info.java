/** Claude in Spring Boot: what an application asks for, and what it says beside its properties. */
@NullMarked
package io.github.claude4j.spring;

import org.jspecify.annotations.NullMarked;
