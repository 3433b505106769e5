package io.github.claude4j.cli.api;

import io.github.claude4j.Operations;
import io.github.claude4j.admin.AdminOperations;
import io.github.claude4j.cli.terminal.Likeness;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation of the API, by its name. */
final class Catalog {
    private final List<Operation> operations = Stream.concat(Operations.all().stream(), AdminOperations.all().stream())
            .sorted(Comparator.comparing(Operation::name))
            .toList();

    /** The operation of this name. */
    Operation find(String name) {
        for (Operation operation : operations) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        String near = Likeness.question(name, names());
        throw new UsageException(
                "unknown operation " + name + (near.isEmpty() ? "; claude4j api --list shows them all" : near));
    }

    private List<String> names() {
        return operations.stream().map(Operation::name).toList();
    }

    /** What a shell can complete. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return new Catalog().names().iterator();
        }
    }

    /** A line an operation: its name, verb and route; below its name where they have no room beside it. */
    String text(String part, int columns) {
        Table table = new Table().whole("").whole("").whole("");
        matching(part).forEach(o -> table.row(List.of(o.name(), o.method(), o.route())));
        if (table.fits(columns)) {
            return table.text(columns);
        }
        return matching(part).stream()
                .map(o -> o.name() + "\n    " + o.method() + " " + o.route() + "\n")
                .collect(Collectors.joining());
    }

    /** The same for programs, with what each operation answers with. */
    JsonArray json(String part) {
        JsonArray.Builder list = JsonArray.builder();
        for (Operation operation : matching(part)) {
            list.add(JsonObject.builder()
                    .put("name", operation.name())
                    .put("verb", operation.method())
                    .put("route", operation.route())
                    .put("answers_with", operation.answer().name().toLowerCase(Locale.ROOT))
                    .put("streams", operation.streams())
                    .build());
        }
        return list.build();
    }

    private List<Operation> matching(String part) {
        return operations.stream().filter(o -> o.name().contains(part)).toList();
    }
}
