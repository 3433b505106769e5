/** Claude as a bean of Spring Boot: clients of properties, tools of beans, metrics, health, webhooks. */
@NullMarked
package io.github.claude4j.spring;

import org.jspecify.annotations.NullMarked;
