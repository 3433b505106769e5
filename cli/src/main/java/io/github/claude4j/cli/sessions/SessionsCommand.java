package io.github.claude4j.cli.sessions;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.Listing;
import io.github.claude4j.cli.options.Prompt;
import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Facts;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.sessions.Session;
import io.github.claude4j.sessions.SessionStatusIdleEvent;
import io.github.claude4j.sessions.SessionStatusRunningEvent;
import io.github.claude4j.sessions.SessionStreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agents at work: starts sessions, talks to them, follows and steers them. */
@Command(
        name = "sessions",
        description = "Starts sessions of managed agents, talks to them, follows and steers them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "    claude4j agents create --name Helper --toolset",
            "    claude4j api environments.create --param name=cloud",
            "    claude4j sessions chat"
        })
public final class SessionsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    public SessionsCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() {
        throw new UsageException(
                "sessions: expected create, list, show, chat, tail, steer, interrupt, archive or delete"
                        + " (see claude4j sessions --help)");
    }

    @Command(
            description = "Starts a session and prints its id.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int create(
            @Mixin Connection connection,
            @Mixin NewSession wanted,
            @Option(names = "--json", description = "Print the session as JSON.") boolean json) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            Session session = wanted.create(open);
            if (json) {
                terminal.out().json(session.json());
            } else {
                terminal.out().line(session.id());
                terminal.note("started a session of " + session.agent().name()
                        + open.later("; claude4j sessions chat " + session.id() + " talks to it"));
            }
        }
        return 0;
    }

    @Command(
            description = "Lists the sessions, the newest first.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int list(
            @Mixin Connection connection,
            @Mixin Listing listing,
            @Option(names = "--agent", paramLabel = "ID", description = "Only those of this agent.") @Nullable
                    String agent) {
        long pageSize = listing.pageSize();
        Table table =
                new Table().whole("ID").whole("STATE").cut("AGENT").cut("TITLE").whole("CREATED");
        try (Connection.Open open = connection.open(terminal, clients)) {
            listing.show(
                    terminal,
                    open.claude().sessions().list(p -> {
                        p.limit(pageSize);
                        if (agent != null) {
                            p.agentId(agent);
                        }
                    }),
                    "sessions",
                    table,
                    session -> List.of(
                            session.id(),
                            session.status().value(),
                            session.agent().name(),
                            session.title().orElse(""),
                            Wording.time(session.createdAt())));
        }
        return 0;
    }

    @Command(
            description = "Shows how a session stands and what it has used.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "The session's id.") String id,
            @Option(names = "--json", description = "Print it as JSON.") boolean json) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            Session session = open.claude().sessions().retrieve(id);
            if (json) {
                terminal.out().json(session.json());
            } else {
                terminal.out().text(facts(session));
            }
        }
        return 0;
    }

    private static String facts(Session session) {
        return new Facts()
                .add("id", session.id())
                .add("title", session.title().orElse(""))
                .add("state", session.status().value())
                .add("agent", session.agent().name() + " (" + session.agent().id() + ")")
                .add("environment", session.environmentId())
                .add("tokens in", Wording.number(session.usage().inputTokens()))
                .add("tokens out", Wording.number(session.usage().outputTokens()))
                .add(
                        "list price",
                        session.usage()
                                .listCost()
                                .map(cost ->
                                        cost.amount() + " " + cost.currency().value())
                                .orElse(""))
                .add("created", Wording.time(session.createdAt()))
                .add("changed", Wording.time(session.updatedAt()))
                .add("archived", session.archivedAt().map(Wording::time).orElse(""))
                .text();
    }

    @Command(
            description = "Talks to the agent of a session, and shows what it does; without ID it starts one.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {"", "Ctrl-C interrupts the agent; Ctrl-D leaves, and the session stays."})
    int chat(
            @Mixin Connection connection,
            @Mixin NewSession wanted,
            @Parameters(arity = "0..1", paramLabel = "ID", description = "The session's id. Default: a new one.")
                    @Nullable
                    String id)
            throws IOException {
        if (id != null && wanted.isGiven()) {
            throw new UsageException(
                    "ID and --agent, --environment, --title or --vault: expected one of them, found both");
        }
        try (Connection.Open open = connection.open(terminal, clients)) {
            String session = id != null ? id : wanted.create(open).id();
            try (EventFeed feed = new EventFeed(open.claude(), session, true);
                    ChatInput input = ChatInput.of(terminal, SessionChat.COMMANDS)) {
                new SessionChat(terminal, open.claude(), session, input, feed).run();
            }
            if (open.lasts() && (id == null || terminal.typed())) {
                terminal.note("claude4j sessions chat " + session + " goes on with it");
            }
        }
        return 0;
    }

    @Command(
            description = "Shows the last events of a session, and those that come, until it has ended.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {"", "Ctrl-C leaves; the session goes on."})
    int tail(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "The session's id.") String id,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            description = "How many earlier events to show. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "20")
                    long limit,
            @Option(names = "--all", description = "Show all earlier events.") boolean all,
            @Option(names = "--until-idle", description = "End as soon as the agent waits.") boolean untilIdle,
            @Option(names = "--json", description = "Print the events as JSON, one a line.") boolean json) {
        if (limit < 0) {
            throw new UsageException("--limit: expected 0 or more, found " + limit);
        }
        try (Connection.Open open = connection.open(terminal, clients);
                EventFeed feed = new EventFeed(open.claude(), id, !json)) {
            EventView view = new EventView(terminal, json ? EventView.Form.JSON : EventView.Form.WATCH);
            boolean idle = true;
            for (SessionStreamEvent event : feed.open(all ? Long.MAX_VALUE : limit)) {
                view.show(event, true);
                idle = isIdle(event, idle);
            }
            boolean ends = untilIdle && idle;
            while (!ends) {
                SessionStreamEvent event = feed.next();
                if (event != null) {
                    view.show(event, true);
                    idle = isIdle(event, idle);
                }
                ends = event == null || (untilIdle && idle);
            }
            view.end();
        }
        return 0;
    }

    private static boolean isIdle(SessionStreamEvent event, boolean before) {
        return event instanceof SessionStatusIdleEvent || (before && !(event instanceof SessionStatusRunningEvent));
    }

    @Command(
            description = "Stops what the agent of a session is doing, and says what to do instead.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int steer(
            @Mixin Connection connection,
            @Parameters(index = "0", paramLabel = "ID", description = "The session's id.") String id,
            @Parameters(
                            index = "1..*",
                            arity = "0..*",
                            paramLabel = "PROMPT",
                            description = "What to do. Without it, or with -, it is read from standard input.")
                    @Nullable
                    List<String> words)
            throws IOException {
        String text = Prompt.text(terminal, words == null ? List.of() : words, "sessions steer");
        try (Connection.Open open = connection.open(terminal, clients)) {
            open.claude().sessions().events().interrupt(id, text);
            terminal.note("said" + open.later("; claude4j sessions tail " + id + " shows what comes of it"));
        }
        return 0;
    }

    @Command(
            description = "Stops what the agent of a session is doing.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int interrupt(
            @Mixin Connection connection, @Parameters(paramLabel = "ID", description = "The session's id.") String id) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            open.claude().sessions().events().interrupt(id);
            terminal.note("interrupted " + id);
        }
        return 0;
    }

    @Command(
            description = "Archives a session: it keeps its events and takes no new ones.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int archive(
            @Mixin Connection connection, @Parameters(paramLabel = "ID", description = "The session's id.") String id) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            open.claude().sessions().archive(id);
            terminal.note("archived " + id);
        }
        return 0;
    }

    @Command(
            description = "Deletes sessions with their events, which cannot be undone.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int delete(
            @Mixin Connection connection,
            @Parameters(arity = "1..*", paramLabel = "ID", description = "The sessions' ids.") List<String> ids) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            for (String id : ids) {
                open.claude().sessions().delete(id);
                terminal.note("deleted " + id);
            }
        }
        return 0;
    }
}
