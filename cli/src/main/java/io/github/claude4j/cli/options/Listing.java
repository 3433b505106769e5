package io.github.claude4j.cli.options;

import io.github.claude4j.ApiObject;
import io.github.claude4j.Page;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that lists things: how many, and for whom. */
public final class Listing {
    private static final long USUAL = 50;
    private static final long LARGEST_PAGE = 1000;

    @Option(names = "--limit", paramLabel = "N", description = "How many to list at most. Default: " + USUAL + ".")
    private @Nullable Long limit;

    @Option(names = "--all", description = "List them all.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object a line instead of a table.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** How many a page should have, which is one more than are shown, so that it is known whether there are more. */
    public long pageSize() {
        if (limit != null && all) {
            throw new UsageException("--limit and --all: expected one of them, found both");
        }
        if (limit != null && limit < 1) {
            throw new UsageException("--limit: expected 1 or more, found " + limit);
        }
        return all ? LARGEST_PAGE : Math.min(wanted() + 1, LARGEST_PAGE);
    }

    private long wanted() {
        return all ? Long.MAX_VALUE : limit == null ? USUAL : limit;
    }

    /** Shows a list, which goes on over the pages that follow. */
    public <T extends ApiObject> void show(
            Terminal terminal, Page<T> page, String things, Table table, Function<T, List<String>> row) {
        long count = 0;
        Iterator<T> items = page.iterator();
        for (; count < wanted() && items.hasNext(); count++) {
            T item = items.next();
            if (json) {
                terminal.out().jsonLine(item.json());
            } else {
                table.row(row.apply(item));
            }
        }
        if (!json && table.isEmpty()) {
            terminal.note("no " + things);
        } else if (!json) {
            terminal.table(table);
        }
        if (count == wanted() && items.hasNext()) {
            terminal.note("there are more " + things + "; --limit N or --all lists them");
        }
    }
}
