package io.github.claude4j.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An agent of the official SDK in JavaScript. Not part of the build: {@code checks/independent-clients/run} runs it, and tells
 * where {@code agent.mjs} and its packages lie.
 */
@Timeout(60)
class OfficialAgent {
    private static Process process;
    private static A2aAgent agent;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Path.of(System.getProperty("claude4j.servers"));
        process = new ProcessBuilder("node", folder.resolve("agent.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        agent = A2aAgent.at(out.readLine().replace("listening on ", ""));
    }

    @AfterAll
    static void stop() throws IOException {
        agent.close();
        process.getOutputStream().close();
        process.onExit().join();
    }

    @Test
    void card_isRead() {
        assertThat(agent.card().name()).isEqualTo("Echo");
        assertThat(agent.card().problems()).isEmpty();
    }

    @Test
    void message_isAnswered() {
        assertThat(agent.send("hello").message().orElseThrow().text()).isEqualTo("hello yourself");
    }

    @Test
    void task_isDone_andMayBeAskedFor() {
        AgentTask task = agent.send("three words here").task().orElseThrow();

        assertThat(task.state()).isSameAs(TaskState.COMPLETED);
        assertThat(task.text()).isEqualTo("you said three words here");
        assertThat(task.problems()).isEmpty();
        assertThat(agent.task(task.id()).text()).isEqualTo(task.text());
        assertThatThrownBy(() -> agent.cancel(task.id()))
                .isInstanceOfSatisfying(
                        A2aException.class, e -> assertThat(e.error()).contains(A2aError.TASK_NOT_CANCELABLE));
    }

    @Test
    void question_isAnswered() {
        AgentTask asks = agent.send("ask").task().orElseThrow();
        assertThat(asks.state()).isSameAs(TaskState.INPUT_REQUIRED);
        assertThat(asks.text()).isEqualTo("which?");

        AgentTask done = agent.send(AgentMessage.of("this").in(asks)).task().orElseThrow();

        assertThat(done.id()).isEqualTo(asks.id());
        assertThat(done.text()).isEqualTo("you said this");
    }

    @Test
    void longWork_isBegunAndEnded() {
        AgentTask begun = agent.begin(AgentMessage.of("work")).task().orElseThrow();
        assertThat(begun.state().isEnd()).isFalse();

        assertThat(agent.cancel(begun.id()).state()).isSameAs(TaskState.CANCELED);
    }

    @Test
    void stream_endsWithTheTask() {
        List<AgentUpdate> updates;
        try (Stream<AgentUpdate> stream = agent.stream(AgentMessage.of("streamed"))) {
            updates = stream.toList();
        }

        assertThat(updates.get(0).task()).isPresent();
        assertThat(updates.stream().flatMap(update -> update.artifact().stream()))
                .extracting(Artifact::text)
                .containsExactly("you said streamed");
        assertThat(updates.get(updates.size() - 1).state()).contains(TaskState.COMPLETED);
    }

    @Test
    void refusals_areTyped() {
        assertThatThrownBy(() -> agent.task("none")).isInstanceOfSatisfying(A2aException.class, e -> {
            assertThat(e.error()).contains(A2aError.TASK_NOT_FOUND);
            assertThat(e.details().get(0).string("reason")).isEqualTo("TASK_NOT_FOUND");
        });
        assertThatThrownBy(() -> agent.call("NoSuchMethod", io.github.claude4j.json.JsonObject.of()))
                .isInstanceOfSatisfying(
                        A2aException.class, e -> assertThat(e.error()).contains(A2aError.METHOD_NOT_FOUND));
    }
}
