/** Claude as a bean of Spring Boot. {@link io.github.claude4j.spring.ClaudeBuilderCustomizer} says what no property can. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Spring has names, but no descriptors.
module io.github.claude4j.spring {
    requires transitive io.github.claude4j;
    requires io.github.claude4j.micrometer;
    requires spring.boot;
    requires transitive spring.boot.autoconfigure;
    requires transitive spring.beans;
    requires spring.context;
    requires spring.aop;
    requires spring.core;
    requires static io.github.claude4j.aws;
    requires static io.github.claude4j.awssdk;
    requires static io.github.claude4j.bedrock;
    requires static io.github.claude4j.foundry;
    requires static io.github.claude4j.vertex;
    requires static io.github.claude4j.testkit;
    requires static jakarta.servlet;
    requires static micrometer.core;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires static spring.boot.actuator;
    requires static spring.boot.health;
    requires static spring.test;
    requires static spring.web;
    requires static spring.webmvc;

    exports io.github.claude4j.spring;

    // Spring makes beans of what is not public.
    opens io.github.claude4j.spring.autoconfigure;
    opens io.github.claude4j.spring.internal.clients;

    provides io.github.claude4j.testkit.junit.FakeClaudeProvider with
            io.github.claude4j.spring.test.ContextFakes;
}
