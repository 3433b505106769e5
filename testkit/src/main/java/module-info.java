/**
 * A local Claude API for tests, demos and offline work. {@link io.github.claude4j.testkit.FakeClaude} is where to
 * begin.
 */
module io.github.claude4j.testkit {
    requires transitive io.github.claude4j;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports io.github.claude4j.testkit;
    exports io.github.claude4j.testkit.junit;

    uses io.github.claude4j.testkit.junit.FakeClaudeProvider;

    // Its extension and its tests are not public.
    opens io.github.claude4j.testkit.junit to
            org.junit.platform.commons;
}
