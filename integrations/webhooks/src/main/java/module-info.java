/** Webhooks of the API for the JDK's HTTP server and for servlets. */
module io.github.claude4j.webhooks.http {
    requires transitive io.github.claude4j;
    requires static transitive jdk.httpserver;
    requires static transitive jakarta.servlet;
    requires static org.jspecify;

    exports io.github.claude4j.webhooks.http;
}
