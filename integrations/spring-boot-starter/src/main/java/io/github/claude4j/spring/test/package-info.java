/** Fakes in Spring's tests: nothing here is called but by Spring and JUnit. */
@NullMarked
package io.github.claude4j.spring.test;

import org.jspecify.annotations.NullMarked;
