package io.github.claude4j.cli.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentsCommandTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void create_printsTheIdAlone() {
        Shell.Result result = shell.run("agents", "create", "--name", "Helper", "--system", "Be brief.", "--toolset");
        assertThat(result.code()).isZero();
        assertThat(result.out()).matches("agent_\\w+\n");
        assertThat(result.err())
                .contains("made the agent Helper; claude4j sessions chat --agent agent_")
                .hasLineCount(1);
        JsonObject sent = shell.fake.lastRequest().json();
        assertThat(sent.string("name")).isEqualTo("Helper");
        assertThat(sent.get("system")).hasToString("Be brief.");
        assertThat(sent.array("tools").object(0).string("type")).isEqualTo("agent_toolset_20260401");
        assertThat(sent.get("model")).hasToString("claude-opus-5-5");
    }

    @Test
    void create_optionsGoOverTheBody() {
        shell.input("{\"name\": \"A\", \"model\": \"claude-haiku-4-5\", \"description\": \"Old.\"}")
                .run("agents", "create", "--body", "-", "--name", "B");
        assertThat(shell.fake.lastRequest().json())
                .isEqualTo(JsonObject.of("name", "B", "model", "claude-haiku-4-5", "description", "Old."));
    }

    @Test
    void list_show_archive() {
        String id = shell.run("agents", "create", "--name", "Helper\u001b[31m\u202e")
                .out()
                .strip();
        Shell.Result list = shell.seen(200).run("agents", "list");
        assertThat(list.lines().get(0)).startsWith("ID ").contains("NAME", "MODEL", "VERSION", "CHANGED");
        assertThat(list.lines().get(1)).startsWith(id).contains("Helper\ufffd[31m\ufffd", "claude-opus-5-5");
        assertThat(shell.seen(60).run("agents", "list").lines()).allMatch(line -> line.length() <= 60);

        assertThat(shell.run("agents", "show", id).out()).contains("name     Helper\ufffd[31m\ufffd\n", "version  1\n");
        assertThat(shell.run("agents", "show", id, "--json").json().string("id"))
                .isEqualTo(id);
        assertThat(shell.run("agents", "archive", id).err()).isEqualTo("claude4j: archived " + id + "\n");
        assertThat(shell.run("agents", "show", id).out()).contains("archived ");
    }
}
