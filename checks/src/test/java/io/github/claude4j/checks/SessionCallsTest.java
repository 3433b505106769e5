package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.environments.Environment;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.sessions.Session;
import io.github.claude4j.testkit.FakeClaude;
import org.junit.jupiter.api.Test;

/** The short ways to speak to a session. */
class SessionCallsTest {
    @Test
    void sendMessageAndInterrupt_sendTheirEvents() {
        try (FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client()) {
            Agent agent = claude.agents().create(a -> a.name("Helper").model(Model.CLAUDE_OPUS_5_5));
            Environment environment = claude.environments().create(e -> e.name("cloud"));
            Session session = claude.sessions().create(s -> s.agent(agent.id()).environmentId(environment.id()));

            fake.clearRequests();

            claude.sessions().events().sendMessage(session.id(), "Hello");
            assertThat(sent(fake)).isEqualTo("[user.message Hello]");
            claude.sessions().events().interrupt(session.id());
            assertThat(sent(fake)).isEqualTo("[user.interrupt ]");
            claude.sessions().events().interrupt(session.id(), "Stop that");
            assertThat(sent(fake)).isEqualTo("[user.interrupt , user.message Stop that]");
        }
    }

    private static String sent(FakeClaude fake) {
        return fake.takeRequest("sessions.events.send").json().array("events").asList().stream()
                .map(event -> JsonObject.of("event", event).object("event"))
                .map(event -> event.string("type") + " "
                        + event.optArray("content")
                                .map(content -> ((JsonObject) content.get(0)).string("text"))
                                .orElse(""))
                .toList()
                .toString();
    }
}
