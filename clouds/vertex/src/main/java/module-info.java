/**
 * Claude on Google's clouds: {@link io.github.claude4j.vertex.Vertex} and
 * {@link io.github.claude4j.vertex.ClaudeOnGoogleCloud} are where to begin.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.github.claude4j.vertex {
    requires transitive com.google.auth;
    requires transitive io.github.claude4j;
    requires static org.jspecify;

    exports io.github.claude4j.vertex;
}
