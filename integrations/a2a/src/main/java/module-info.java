/** Agents that speak A2A. {@link io.github.claude4j.a2a.A2aAgent} is where to begin. */
module io.github.claude4j.a2a {
    requires transitive io.github.claude4j;
    requires static org.jspecify;

    exports io.github.claude4j.a2a;
}
