package io.github.claude4j.cli.requests;

import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.CacheBreak;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two requests, as the cache of the API does and as JSON. */
@Command(
        name = "diff",
        description = "Says where two requests for messages differ, and what that costs in cache.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Nothing is sent. Exit code 0: they are equal; 1: they differ."})
public final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "The body of the earlier one as JSON, or - for standard input.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "That of the later one.")
    private String second = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (first.equals(RequestFile.PIPED) && second.equals(RequestFile.PIPED)) {
            throw new UsageException("A and B: expected standard input for one of them, found it for both");
        }
        JsonObject before = RequestFile.read(terminal, first);
        JsonObject after = RequestFile.read(terminal, second);
        List<Differences.Place> places = Differences.of(before, after);
        Optional<CacheBreak> found = CacheBreak.find(MessageCreateParams.of(before), MessageCreateParams.of(after));
        Optional<String> cost = found.map(it -> CacheLoss.told(it, before, after));
        if (json) {
            terminal.out().json(json(places, found, cost));
        } else {
            tell(places, found, cost);
        }
        return places.isEmpty() ? 0 : DIFFERENT;
    }

    private void tell(List<Differences.Place> places, Optional<CacheBreak> found, Optional<String> cost) {
        if (places.isEmpty()) {
            terminal.note("they are equal");
            return;
        }
        if (found.isPresent()) {
            CacheBreak it = found.get();
            line("the cache breaks at " + it.path() + ": " + it.reason());
            side("- ", it.first());
            side("+ ", it.second());
            line(cost.orElse(""));
        } else {
            line("the cache does not break: as it sees them, one goes on where the other ends");
        }
        line("");
        line("all differences:");
        places.forEach(place -> {
            line(place.path().isEmpty() ? "the request itself" : place.path());
            side("- ", place.first());
            side("+ ", place.second());
        });
    }

    /** A long value is cut where a person looks; a pipe gets it whole. */
    private void side(String sign, String value) {
        if (!value.isEmpty()) {
            line("    " + sign + Table.plain(value));
        }
    }

    private void line(String text) {
        terminal.out().line(Table.fit(Table.plain(text), terminal.columns()));
    }

    private static JsonObject json(List<Differences.Place> places, Optional<CacheBreak> found, Optional<String> cost) {
        JsonObject.Builder result = JsonObject.builder().put("equal", places.isEmpty());
        found.ifPresent(it -> result.put(
                "cache_break",
                JsonObject.builder()
                        .put("path", it.path())
                        .put("reason", it.reason())
                        .put("first", it.first())
                        .put("second", it.second())
                        .put("survives", it.survives().orElse(null))
                        .put("cost", cost.orElse(null))
                        .build()));
        return result.put(
                        "differences",
                        JsonArray.of(
                                places.stream().map(Differences.Place::json).toList()))
                .build();
    }
}
