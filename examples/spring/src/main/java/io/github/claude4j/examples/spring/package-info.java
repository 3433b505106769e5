/** An application of Spring Boot whose page shows answers as they grow. */
package io.github.claude4j.examples.spring;
