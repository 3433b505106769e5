package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.EventStream;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.environments.CloudConfig;
import io.github.claude4j.environments.Environment;
import io.github.claude4j.environments.LimitedNetwork;
import io.github.claude4j.messages.Model;
import io.github.claude4j.sessions.Session;
import io.github.claude4j.sessions.SessionStreamEvent;

/** Makes an agent and a place for it to work, sets it to work, watches and interrupts it. */
public final class ManagedAgents {
    private ManagedAgents() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Agent agent = claude.agents()
                    .create(a -> a.model(Model.CLAUDE_SONNET_5_5)
                            .name("Repo assistant")
                            .system("You help users navigate code repositories."));
            Environment environment = claude.environments()
                    .create(e -> e.name("python-env")
                            .config(CloudConfig.builder()
                                    .packages(p -> p.addPip("pandas").addPip("numpy"))
                                    .networking(LimitedNetwork.builder()
                                            .allowPackageManagers(true)
                                            .build())
                                    .build()));
            Session session = claude.sessions().create(s -> s.agent(agent.id()).environmentId(environment.id()));

            try (EventStream<SessionStreamEvent> stream = claude.sessions().events().stream(session.id())) {
                claude.sessions().events().sendMessage(session.id(), "List the files in /workspace");
                stream.stream().limit(3).forEach(event -> System.out.println(event.json()));
            }
            claude.sessions().events().interrupt(session.id(), "Actually, focus on README.md");
            claude.sessions()
                    .events()
                    .list(session.id(), p -> p.limit(50))
                    .forEach(event -> System.out.println(event.type()));
            claude.sessions().archive(session.id());
        }
    }
}
