package io.github.claude4j.cli.sessions;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.agents.AgentCreateParams;
import io.github.claude4j.agents.AgentToolset20260401;
import io.github.claude4j.cli.options.Asking;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.JsonBody;
import io.github.claude4j.cli.options.KnownModels;
import io.github.claude4j.cli.options.Listing;
import io.github.claude4j.cli.terminal.Facts;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The agents of the workspace. */
@Command(
        name = "agents",
        description = "Makes managed agents, lists, shows and archives them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class AgentsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    public AgentsCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() {
        throw new UsageException("agents: expected create, list, show or archive (see claude4j agents --help)");
    }

    @Command(
            description = "Makes an agent and prints its id.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int create(
            @Mixin Connection connection,
            @Option(names = "--name", paramLabel = "NAME", description = "What it is called.") @Nullable String name,
            @Option(
                            names = "--model",
                            paramLabel = "ID",
                            completionCandidates = KnownModels.class,
                            description = "The model. Default: " + Asking.USUAL_MODEL + ".")
                    @Nullable
                    String model,
            @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.") @Nullable
                    String system,
            @Option(names = "--toolset", description = "Give it the API's own tools: a shell, files, the web.")
                    boolean toolset,
            @Option(
                            names = "--body",
                            paramLabel = "JSON",
                            description = "Anything else of it: JSON, @file, or - for standard input. The other options"
                                    + " are put over it.")
                    @Nullable
                    String body,
            @Option(names = "--json", description = "Print the agent as JSON.") boolean json)
            throws IOException {
        JsonObject given = JsonBody.read(terminal, body);
        if (name == null && !given.has("name")) {
            throw new UsageException("--name: expected NAME, found nothing");
        }
        AgentCreateParams.Builder params = AgentCreateParams.of(given).toBuilder();
        if (name != null) {
            params.name(name);
        }
        if (model != null || !given.has("model")) {
            params.model(model != null ? model : Asking.USUAL_MODEL);
        }
        if (system != null) {
            params.system(system);
        }
        if (toolset) {
            params.addTool(AgentToolset20260401.builder().build());
        }
        try (Connection.Open open = connection.open(terminal, clients)) {
            Agent agent = open.claude().agents().create(params.build());
            if (json) {
                terminal.out().json(agent.json());
            } else {
                terminal.out().line(agent.id());
                terminal.note("made the agent " + agent.name()
                        + open.later("; claude4j sessions chat --agent " + agent.id() + " talks to it"));
            }
        }
        return 0;
    }

    @Command(
            description = "Lists the agents, the newest first.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int list(@Mixin Connection connection, @Mixin Listing listing) {
        long pageSize = listing.pageSize();
        Table table = new Table()
                .whole("ID")
                .cut("NAME")
                .cut("MODEL")
                .right("VERSION")
                .whole("CHANGED");
        try (Connection.Open open = connection.open(terminal, clients)) {
            listing.show(
                    terminal,
                    open.claude().agents().list(p -> p.limit(pageSize)),
                    "agents",
                    table,
                    agent -> List.of(
                            agent.id(),
                            agent.name(),
                            agent.model().id(),
                            Long.toString(agent.version()),
                            Wording.time(agent.updatedAt())));
        }
        return 0;
    }

    @Command(
            description = "Shows what an agent is made of.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "The agent's id.") String id,
            @Option(names = "--json", description = "Print it as JSON.") boolean json) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            Agent agent = open.claude().agents().retrieve(id);
            if (json) {
                terminal.out().json(agent.json());
            } else {
                terminal.out().text(facts(agent));
            }
        }
        return 0;
    }

    private static String facts(Agent agent) {
        return new Facts()
                .add("id", agent.id())
                .add("name", agent.name())
                .add("description", agent.description().orElse(""))
                .add("model", agent.model().id())
                .add("system", agent.system().orElse(""))
                .add(
                        "tools",
                        agent.tools().stream().map(tool -> named(tool.json())).collect(Collectors.joining(", ")))
                .add("version", Long.toString(agent.version()))
                .add("created", Wording.time(agent.createdAt()))
                .add("changed", Wording.time(agent.updatedAt()))
                .add("archived", agent.archivedAt().map(Wording::time).orElse(""))
                .text();
    }

    /** A tool by its name, a toolset by its type. */
    private static String named(JsonObject tool) {
        return tool.optString("name").or(() -> tool.optString("type")).orElse("");
    }

    @Command(
            description = "Archives an agent: its sessions go on, new ones are refused.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int archive(
            @Mixin Connection connection, @Parameters(paramLabel = "ID", description = "The agent's id.") String id) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            open.claude().agents().archive(id);
            terminal.note("archived " + id);
        }
        return 0;
    }
}
