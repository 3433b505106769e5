package io.github.claude4j.cli.commands;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.Listing;
import io.github.claude4j.cli.terminal.Facts;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.models.ModelCapabilities;
import io.github.claude4j.models.ModelInfo;
import io.github.claude4j.models.ModelLifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the models, or shows one. */
@Command(
        name = "models",
        description = "Lists the models, or shows one with what it can do.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ModelsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Listing listing = new Listing();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The model to show. Default: list them all.")
    private @Nullable String id;

    public ModelsCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() {
        long pageSize = listing.pageSize();
        try (Connection.Open open = connection.open(terminal, clients)) {
            if (id == null) {
                list(open.claude(), pageSize);
            } else {
                show(open.claude().models().retrieve(id));
            }
        }
        return 0;
    }

    private void list(Claude claude, long pageSize) {
        Table table = new Table()
                .whole("ID")
                .cut("NAME")
                .right("CONTEXT")
                .right("ANSWER")
                .whole("SINCE")
                .cut("STATE");
        listing.show(
                terminal,
                claude.models().list(p -> p.limit(pageSize)),
                "models",
                table,
                model -> List.of(
                        model.id(),
                        model.displayName(),
                        Wording.number(model.maxInputTokens()),
                        Wording.number(model.maxTokens()),
                        Wording.day(model.createdAt()),
                        state(model)));
    }

    private static String state(ModelInfo model) {
        return model.lifecycle()
                .map(state -> state.equals(ModelLifecycle.ACTIVE) ? state.value() : state.value() + retires(model))
                .orElse("");
    }

    private static String retires(ModelInfo model) {
        return model.retiresAt().map(end -> ", retires " + Wording.day(end)).orElse("");
    }

    private void show(ModelInfo model) {
        if (listing.json()) {
            terminal.out().json(model.json());
            return;
        }
        Facts facts = new Facts()
                .add("id", model.id())
                .add("name", model.displayName())
                .add("since", Wording.day(model.createdAt()))
                .add("state", state(model))
                .add("context", count(model.maxInputTokens()))
                .add("answer", count(model.maxTokens()));
        model.capabilities().map(ModelsCommand::supported).ifPresent(able -> facts.add("can do", able));
        terminal.out().text(facts.text());
    }

    private static String count(OptionalLong tokens) {
        return tokens.isPresent() ? "up to " + Wording.count(tokens.getAsLong(), "token") : "";
    }

    /** The names of the capabilities, also of those that this version does not know. */
    private static String supported(ModelCapabilities capabilities) {
        List<String> names = new ArrayList<>();
        capabilities.json().forEach((name, value) -> {
            if (value instanceof JsonObject capability && Boolean.TRUE.equals(capability.get("supported"))) {
                names.add(name.replace('_', ' '));
            }
        });
        return String.join(", ", names);
    }
}
