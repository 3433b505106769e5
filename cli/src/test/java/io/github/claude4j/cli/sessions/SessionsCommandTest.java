package io.github.claude4j.cli.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.environments.Environment;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.sessions.SessionStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsCommandTest {
    private final Shell shell = new Shell();
    private final Claude claude = shell.fake.client();

    @AfterEach
    void close() {
        claude.close();
        shell.close();
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private void furnish() {
        claude.agents().create(a -> a.name("Helper").model("claude-opus-5-5"));
        claude.environments().create(e -> e.name("cloud"));
    }

    private String session() {
        furnish();
        return shell.run("sessions", "create").out().strip();
    }

    private List<JsonObject> events(String session, String type) {
        return claude.sessions().events().list(session).stream()
                .map(event -> event.json())
                .filter(event -> event.string("type").equals(type))
                .toList();
    }

    @Test
    void create_takesTheOnlyAgentAndEnvironment() {
        Shell.Result none = shell.run("sessions", "create");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--agent: expected ID", "claude4j agents create --name NAME makes one");
        Agent agent = claude.agents().create(a -> a.name("Helper").model("claude-opus-5-5"));
        assertThat(shell.run("sessions", "create").err())
                .contains("claude4j api environments.create --param name=NAME");
        Environment environment = claude.environments().create(e -> e.name("cloud"));

        Shell.Result result = shell.run("sessions", "create", "--title", "First");
        assertThat(result.out()).matches("sesn_\\w+\n");
        assertThat(result.err())
                .contains("started a session of Helper; claude4j sessions chat sesn_")
                .hasLineCount(1);
        JsonObject sent = shell.fake.lastRequest().json();
        assertThat(sent.get("agent")).isEqualTo(agent.id());
        assertThat(sent.get("environment_id")).isEqualTo(environment.id());

        claude.agents().create(a -> a.name("Other").model("claude-opus-5-5"));
        Shell.Result several = shell.run("sessions", "create");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).contains("--agent: expected ID, found nothing, and there are several to take");
        assertThat(shell.run("sessions", "create", "--agent", agent.id()).code())
                .isZero();
    }

    @Test
    void list_show_archive_delete() {
        String id = session();
        assertThat(shell.seen(200).run("sessions", "list").lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).contains("ID", "STATE", "AGENT", "TITLE", "CREATED"),
                        row -> assertThat(row).startsWith(id).contains("idle", "Helper"));
        assertThat(shell.seen(60).run("sessions", "list").lines()).allMatch(line -> line.length() <= 60);
        assertThat(shell.run("sessions", "list", "--agent", "agent_other").out())
                .isEmpty();
        assertThat(shell.run("sessions", "show", id).out()).contains("state        idle\n", "agent        Helper (");
        assertThat(shell.run("sessions", "show", id, "--json").json().string("id"))
                .isEqualTo(id);
        assertThat(shell.run("sessions", "archive", id).err()).isEqualTo("claude4j: archived " + id + "\n");
        assertThat(shell.run("sessions", "delete", id).err()).isEqualTo("claude4j: deleted " + id + "\n");
        assertThat(shell.run("sessions", "show", id).code()).isEqualTo(1);
    }

    @Test
    void chat_piped_saysALineATurnAndShowsWhatIsAnswered() {
        String id = session();
        shell.fake
                .agent()
                .reply("Hello Ada.")
                .useTool("bash", JsonObject.of("command", "ls"), "a.txt")
                .reply("One file.");
        Shell.Result result =
                shell.input(lines("I am Ada.", "", "Which files?")).run("sessions", "chat", id);
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("Hello Ada.\nOne file.\n");
        assertThat(result.err()).isEqualTo("""
                claude4j: the agent calls bash with {"command":"ls"}
                claude4j: it gave: a.txt
                """);
        assertThat(events(id, "user.message")).hasSize(2);
    }

    @Test
    void chat_withoutId_startsASession() {
        furnish();
        Shell.Result result = shell.input("Hi\n").run("sessions", "chat", "--title", "Mine");
        assertThat(result.out()).contains("Hi");
        String id = shell.run("sessions", "list", "--json").json().string("id");
        assertThat(result.err()).isEqualTo("claude4j: claude4j sessions chat " + id + " goes on with it\n");
        assertThat(shell.run("sessions", "show", id).out()).contains("title        Mine\n");
    }

    @Test
    void chat_offline_hasAnAgentOfItsOwn() {
        Shell.Result result = shell.input("Hi\n").run("sessions", "chat", "--offline");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Hi");
        assertThat(result.err()).doesNotContain("goes on").hasLineCount(1);
    }

    @Test
    void chat_callThatAsks_isPutToThePerson() {
        String id = session();
        shell.fake
                .agent()
                .askToUseTool("bash", JsonObject.of("command", "rm \u202e"))
                .reply("Done.")
                .askToUseTool("bash", JsonObject.of("command", "rm b"))
                .reply("Well.");
        Shell.Result result = shell.typed(lines("Go.", "y", "Again.", "n")).run("sessions", "chat", id);
        assertThat(result.out()).contains("Done.\n", "Well.\n");
        assertThat(result.err()).contains("bash with {\"command\":\"rm \\u202e\"}", "run it? y(es), n(o), a(lways)");
        assertThat(events(id, "user.tool_confirmation"))
                .extracting(event -> event.get("result"), event -> event.get("deny_message"))
                .containsExactly(tuple("allow", null), tuple("deny", "the user said no"));
    }

    @Test
    void chat_callThatAsks_isDeniedWhereNobodyIs() {
        String id = session();
        shell.fake.agent().askToUseTool("bash", JsonObject.of("command", "ls")).reply("Well.");
        Shell.Result result = shell.input("Go.\n").run("sessions", "chat", id);
        assertThat(result.out()).isEqualTo("Well.\n");
        assertThat(events(id, "user.tool_confirmation"))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.get("result")).isEqualTo("deny"));
    }

    @Test
    void chat_customTool_resultIsThePersons() {
        String id = session();
        shell.fake
                .agent()
                .useCustomTool("weather", JsonObject.of("city", "Oslo"))
                .reply("It rains.");
        Shell.Result result = shell.typed(lines("Oslo?", "Rain, 4 degrees")).run("sessions", "chat", id);
        assertThat(result.err()).contains("the model calls weather with {\"city\":\"Oslo\"}\n", "its result?");
        assertThat(result.out()).contains("It rains.\n");
        JsonObject answer = events(id, "user.custom_tool_result").get(0);
        assertThat(answer.array("content").object(0).string("text")).isEqualTo("Rain, 4 degrees");
    }

    @Test
    void chat_callThatSomebodyLeft_isAskedForFirst() {
        String id = session();
        shell.fake.agent().askToUseTool("bash", JsonObject.of("command", "ls")).reply("Done.");
        claude.sessions().events().sendMessage(id, "Go.");
        Shell.Result result = shell.typed(lines("y")).run("sessions", "chat", id);
        assertThat(result.err()).contains("run it?");
        assertThat(result.out()).contains("Done.\n");
    }

    @Test
    void chat_agentGivesUp_endsWithAnErrorWhereNobodySeesIt() {
        String id = session();
        shell.fake.agent().fail("model_overloaded_error", "Too \u001b[2J much.");
        Shell.Result result = shell.input(lines("Go.", "Never said.")).run("sessions", "chat", id);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("claude4j: model_overloaded_error: Too \ufffd[2J much.\n", "claude4j: the agent gave up")
                .doesNotContain("\u001b");
        assertThat(events(id, "user.message")).hasSize(1);
    }

    @Test
    void chat_sessionEnds_endsIt() {
        String id = session();
        shell.fake.agent().terminate();
        Shell.Result result = shell.input(lines("Go.", "Never said.")).run("sessions", "chat", id);
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("the session has ended for good");
        assertThat(events(id, "user.message")).hasSize(1);
    }

    @Test
    void chat_streamThatIsCut_losesNothing() {
        String id = session();
        shell.fake.agent().reply("One two three.").reply("Four.");
        shell.fake.at("GET", "/v1/sessions").cutAfter(4).replyDefault();
        Shell.Result result = shell.input(lines("Go.", "On.")).run("sessions", "chat", id);
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("One two three.\nFour.\n");
    }

    @Test
    void tail_untilIdle_showsWhatWasAndEnds() {
        String id = session();
        claude.sessions().events().sendMessage(id, "Say \u001b]0;x\u0007hello\nagain");
        Shell.Result all = shell.seen(80).run("sessions", "tail", id, "--until-idle");
        assertThat(all.code()).isZero();
        assertThat(all.out())
                .startsWith("> Say \ufffd]0;x\ufffdhello\n> again\n")
                .doesNotContain("\u001b");

        Shell.Result last = shell.run("sessions", "tail", id, "--until-idle", "--limit", "1", "--json");
        assertThat(last.json().string("type")).isEqualTo("session.status_idle");
        assertThat(shell.run("sessions", "tail", id, "--until-idle", "--all", "--json")
                        .lines())
                .hasSizeGreaterThan(4)
                .first()
                .satisfies(line ->
                        assertThat(JsonObject.parse(line).string("type")).isEqualTo("user.message"));
        assertThat(shell.run("sessions", "tail", id, "--until-idle", "--limit", "0")
                        .out())
                .isEmpty();
    }

    @Test
    void tail_whatIsDone_isALineThatFits() {
        String id = session();
        shell.fake
                .agent()
                .useTool("bash", JsonObject.of("command", "ls \u202e" + "x".repeat(300)), "a\n\u009bb\n".repeat(99));
        claude.sessions().events().sendMessage(id, "Go.");
        Shell.Result result = shell.watched(60).run("sessions", "tail", id, "--until-idle");
        assertThat(result.err().lines())
                .hasSize(2)
                .allMatch(line -> line.length() <= 60)
                .satisfiesExactly(
                        call -> assertThat(call)
                                .startsWith("claude4j: the agent calls bash with {\"command\":\"ls \\u202exx"),
                        gave -> assertThat(gave).startsWith("claude4j: it gave: a \ufffdb a"));
    }

    @Test
    void tail_follows_untilTheSessionHasEnded() throws Exception {
        String id = session();
        shell.fake.agent().reply("Still here.").terminate();
        Thread work = new Thread(() -> {
            awaitStream();
            claude.sessions().events().sendMessage(id, "One.");
            claude.sessions().events().sendMessage(id, "Two.");
        });
        work.start();
        Shell.Result result = shell.run("sessions", "tail", id);
        work.join();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("> One.\nStill here.\n> Two.\n");
        assertThat(result.err()).endsWith("claude4j: the session has ended for good\n");
    }

    private void awaitStream() {
        while (shell.fake.requests("sessions.events.stream").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void steer_interruptsAndSaysWhatToDoInstead() {
        String id = session();
        shell.fake.agent().keepWorking().reply("Otherwise, then.");
        claude.sessions().events().sendMessage(id, "Work.");
        assertThat(claude.sessions().retrieve(id).status()).isEqualTo(SessionStatus.RUNNING);

        Shell.Result result = shell.run("sessions", "steer", id, "Do", "otherwise.");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .isEqualTo("claude4j: said; claude4j sessions tail " + id + " shows what comes of it\n");
        JsonArray sent = shell.fake.lastRequest().json().array("events");
        assertThat(sent.objects())
                .extracting(event -> event.string("type"))
                .containsExactly("user.interrupt", "user.message");
        assertThat(shell.run("sessions", "tail", id, "--until-idle").out())
                .endsWith("> Do otherwise.\nOtherwise, then.\n");
    }

    @Test
    void chat_agentIsAtWorkAlready_isWaitedForToTheEndOfTheOwnTurn() throws Exception {
        String id = session();
        shell.fake.agent().keepWorking().reply("Now then.");
        claude.sessions().events().sendMessage(id, "Work.");
        Thread other = new Thread(() -> {
            while (events(id, "user.message").size() < 2) {
                Thread.onSpinWait();
            }
            claude.sessions().events().interrupt(id);
        });
        other.start();
        Shell.Result result = shell.input("And then?\n").run("sessions", "chat", id);
        other.join();
        assertThat(result.out()).isEqualTo("Now then.\n");
    }

    @Test
    void interrupt_stops() {
        String id = session();
        shell.fake.agent().keepWorking();
        claude.sessions().events().sendMessage(id, "Work.");
        assertThat(shell.run("sessions", "interrupt", id).err()).isEqualTo("claude4j: interrupted " + id + "\n");
        assertThat(claude.sessions().retrieve(id).status()).isEqualTo(SessionStatus.IDLE);
    }
}
