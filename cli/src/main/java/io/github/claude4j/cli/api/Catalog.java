package io.github.claude4j.cli.api;

import io.github.claude4j.admin.AdminOperations;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Operations;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every operation of the API, by its name. */
final class Catalog {
    private static final int SUGGESTIONS = 3;

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
        List<String> near = nearest(name);
        throw new UsageException("unknown operation " + name + "; "
                + (near.isEmpty()
                        ? "claude4j api --list shows them all"
                        : "did you mean " + String.join(" or ", near) + "?"));
    }

    /** Those that have this text in them first, then those that are a few changes away. */
    private List<String> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace('-', '_');
        return operations.stream()
                .map(Operation::name)
                .filter(known -> known.contains(wanted) || distance(wanted, known) <= wanted.length() / 3)
                .sorted(Comparator.comparing((String known) -> !known.contains(wanted))
                        .thenComparingInt(known -> distance(wanted, known)))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** How many letters have to be put in, taken out or exchanged to make one text of the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** A line an operation: its name, verb and route, in columns. */
    String table(String part) {
        List<Operation> shown = matching(part);
        int widest = shown.stream().mapToInt(o -> o.name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Operation operation : shown) {
            table.append(padded(operation.name(), widest))
                    .append(padded(operation.verb(), "DELETE".length()))
                    .append(operation.route())
                    .append('\n');
        }
        return table.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()) + 2);
    }

    /** The same for programs, with what each operation answers with. */
    JsonArray json(String part) {
        JsonArray.Builder list = JsonArray.builder();
        for (Operation operation : matching(part)) {
            list.add(JsonObject.builder()
                    .put("name", operation.name())
                    .put("verb", operation.verb())
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
