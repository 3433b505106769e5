package io.github.claude4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolFunction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names, with a connection of one's own. */
class ToolNamesTest {
    /** A server with tools of these names. */
    private static Mcp server(String... names) {
        return Mcp.of(new McpConnection() {
            @Override
            public List<JsonObject> list(Kind kind) {
                return Stream.of(names).map(name -> JsonObject.of("name", name)).toList();
            }

            @Override
            public JsonObject call(Kind kind, String name, JsonObject arguments) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        });
    }

    private static List<String> names(Mcp server) {
        return server.tools().stream().map(ToolFunction::name).toList();
    }

    @Test
    void charactersThatTheApiDoesNotAllow_becomeUnderscores() {
        assertThat(names(server("issues.list", "a/b", "plain"))).containsExactly("issues_list", "a_b", "plain");
    }

    @Test
    void namesThatWouldBecomeTheSame_differByAHash_andAGoodOneStays() {
        List<String> names = names(server("a.b", "a/b", "a_b"));

        assertThat(names).doesNotHaveDuplicates().contains("a_b");
        assertThat(names.get(0)).matches("a_b_[0-9a-f]{8}");
        assertThat(names(server("a/b", "a_b", "a.b"))).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void longNames_areCutTo128_andDifferByAHash() {
        String long1 = "x".repeat(130) + "1";
        List<String> names = names(server(long1, "x".repeat(130) + "2").prefix("files"));

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSize(128).startsWith("files__xxx"));
        assertThat(names(server(long1).prefix("files"))).containsExactly(names.get(0));
    }

    @Test
    void equalNamesOfTwoServers_areRefused_unlessOneHasAPrefix() {
        assertThatThrownBy(() -> Mcp.tools(server("search"), server("read", "search")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("servers[1]")
                .hasMessageContaining("search")
                .hasMessageContaining("prefix");
        assertThat(Mcp.tools(server("search"), server("search").prefix("web")))
                .extracting(ToolFunction::name)
                .containsExactly("search", "web__search");
    }

    @Test
    void prefixThatTheApiWouldNotAllow_isRefused() {
        assertThatThrownBy(() -> server().prefix("my server"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("my server");
    }

    @Test
    void serverThatCannotBeAsked_isNamed() {
        Mcp broken = Mcp.of(new McpConnection() {
            @Override
            public List<JsonObject> list(Kind kind) throws Exception {
                throw new java.io.IOException("gone");
            }

            @Override
            public JsonObject call(Kind kind, String name, JsonObject arguments) {
                return JsonObject.of();
            }

            @Override
            public void close() {}
        });

        assertThatThrownBy(broken::tools).isInstanceOf(McpException.class).hasMessageContaining("tools");
        assertThatThrownBy(() -> broken.resource("x"))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("resource x");
    }
}
