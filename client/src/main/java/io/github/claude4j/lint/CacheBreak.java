package io.github.claude4j.lint;

import io.github.claude4j.lint.Prefix.Part;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a request parts from an earlier one, so that from there on nothing can be read from the cache:
 * {@code CacheBreak.find(first, second).ifPresent(System.out::println)}. It goes through both in the order in which the API
 * caches: model, tools, system, messages, with the settings that change one of them. It asks nobody; why the API itself missed a
 * cache, {@code diagnostics} of a request tells.
 *
 * @param path where, such as {@code system[0].text}
 * @param reason what is different; it quotes neither request
 * @param first what the first request has there, cut to what shows the difference; empty where it has nothing
 * @param second what the second one has
 * @param survives the last cache breakpoint of the first request before the difference: what goes up to it can still be read;
 *     empty where there is none
 */
public record CacheBreak(String path, String reason, String first, String second, Optional<String> survives) {
    public CacheBreak {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(survives, "survives");
    }

    /** The first difference; empty when one request goes on where the other ends, as in a conversation. */
    public static Optional<CacheBreak> find(MessageCreateParams first, MessageCreateParams second) {
        List<Part> before = Prefix.of(Objects.requireNonNull(first, "first").json());
        List<Part> after = Prefix.of(Objects.requireNonNull(second, "second").json());
        String survives = "";
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            Optional<Difference> found = difference(before.get(i), after.get(i));
            if (found.isPresent()) {
                Difference it = found.get();
                Optional<String> kept = survives.isEmpty() ? Optional.empty() : Optional.of(survives);
                return Optional.of(new CacheBreak(it.path(), it.reason(), it.first(), it.second(), kept));
            }
            survives = before.get(i).marked() ? before.get(i).path() : survives;
        }
        return Optional.empty();
    }

    private static Optional<Difference> difference(Part first, Part second) {
        if (!first.kind().equals(second.kind())) {
            // One has a tool, a block of the system prompt or of a message more than the other.
            boolean more = first.kind().equals("tool")
                    || first.kind().equals("system")
                    || (first.kind().equals("block") && second.kind().equals("message"));
            return Optional.of(
                    more
                            ? Difference.onlyFirst(first.path(), first.value())
                            : Difference.onlySecond(second.path(), second.value()));
        }
        if (first.value() instanceof Boolean had) {
            return had.equals(second.value())
                    ? Optional.empty()
                    : Optional.of(
                            had
                                    ? Difference.alone(first.path(), first.kind(), "first")
                                    : Difference.alone(second.path(), first.kind(), "second"));
        }
        return Difference.of(second.path(), first.value(), second.value());
    }

    /** Where, what, and what survives; neither request is quoted. */
    @Override
    public String toString() {
        return path + ": " + reason + "; "
                + survives.map(mark -> "cached up to " + mark).orElse("nothing before it is cached");
    }
}
