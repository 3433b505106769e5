/** An unofficial client for the Claude API. {@link io.github.claude4j.Claude} is where to begin. */
module io.github.claude4j {
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires static transitive com.fasterxml.jackson.annotation;
    requires static transitive org.jspecify;

    exports io.github.claude4j;
    exports io.github.claude4j.http;
    exports io.github.claude4j.json;
}
