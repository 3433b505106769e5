package io.github.claude4j.cli.sessions;

import io.github.claude4j.ApiObject;
import io.github.claude4j.Claude;
import io.github.claude4j.Page;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.cli.options.Asking;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.environments.Environment;
import io.github.claude4j.sessions.Session;
import io.github.claude4j.sessions.SessionCreateParams;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that start a session: who works in it, and where. */
final class NewSession {
    @Option(
            names = "--agent",
            paramLabel = "ID",
            description = "The agent that works in it. Default: the only one there is.")
    private @Nullable String agent;

    @Option(
            names = "--environment",
            paramLabel = "ID",
            description = "The environment that it works in. Default: the only one there is.")
    private @Nullable String environment;

    @Option(names = "--title", paramLabel = "TEXT", description = "What the session is called.")
    private @Nullable String title;

    @Option(
            names = "--vault",
            paramLabel = "ID",
            description = "A vault whose credentials it may use; may be repeated.")
    private List<String> vaults = List.of();

    boolean isGiven() {
        return agent != null || environment != null || title != null || !vaults.isEmpty();
    }

    Session create(Connection.Open open) {
        Claude claude = open.claude();
        if (!open.lasts()) {
            furnish(claude);
        }
        SessionCreateParams.Builder params = SessionCreateParams.builder()
                .agent(
                        agent != null
                                ? agent
                                : only(
                                        "--agent",
                                        claude.agents().list(p -> p.limit(2)),
                                        Agent::id,
                                        "claude4j agents create --name NAME makes one"))
                .environmentId(
                        environment != null
                                ? environment
                                : only(
                                        "--environment",
                                        claude.environments().list(p -> p.limit(2)),
                                        Environment::id,
                                        "claude4j api environments.create --param name=NAME makes one"))
                .vaultIds(vaults);
        if (title != null) {
            params.title(title);
        }
        return claude.sessions().create(params.build());
    }

    /** A fake that begins with this command has neither. */
    private void furnish(Claude claude) {
        if (agent == null) {
            claude.agents().create(a -> a.name("Offline agent").model(Asking.USUAL_MODEL));
        }
        if (environment == null) {
            claude.environments().create(e -> e.name("offline"));
        }
    }

    private static <T extends ApiObject> String only(
            String option, Page<T> page, Function<T, String> id, String otherwise) {
        Iterator<T> items = page.iterator();
        if (!items.hasNext()) {
            throw new UsageException(option + ": expected ID, found nothing, and there is none to take; " + otherwise);
        }
        String first = id.apply(items.next());
        if (items.hasNext()) {
            throw new UsageException(option + ": expected ID, found nothing, and there are several to take");
        }
        return first;
    }
}
