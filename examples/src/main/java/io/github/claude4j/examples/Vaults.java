package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.environments.Environment;
import io.github.claude4j.messages.Model;
import io.github.claude4j.sessions.Session;
import io.github.claude4j.vaults.StaticBearerAuth;
import io.github.claude4j.vaults.Vault;

/** Keeps a user's credentials for an MCP server, and starts a session that may use them. */
public final class Vaults {
    private Vaults() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Vault vault = claude.vaults().create(v -> v.displayName("Alice"));
            claude.vaults()
                    .credentials()
                    .create(
                            vault.id(),
                            c -> c.displayName("Alice's Slack")
                                    .auth(StaticBearerAuth.of("https://mcp.slack.com/mcp", "xoxp-...")));

            Agent agent = claude.agents().create(a -> a.name("Helper").model(Model.CLAUDE_SONNET_5_5));
            Environment environment = claude.environments().create(e -> e.name("cloud"));
            Session session = claude.sessions()
                    .create(s ->
                            s.agent(agent.id()).environmentId(environment.id()).addVaultId(vault.id()));
            System.out.println(session.vaultIds());
        }
    }
}
