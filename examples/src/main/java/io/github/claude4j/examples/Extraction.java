package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.ParsedRun;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.Description;
import java.math.BigDecimal;
import java.util.List;

/** Reads an order out of a letter, looks its articles up with a tool, and ends with a record. */
public final class Extraction {
    private Extraction() {}

    record Article(@Description("as the customer calls it") String name) {}

    record Line(String number, int quantity, BigDecimal price) {}

    record Order(String customer, List<Line> lines) {}

    public static void main(String[] args) {
        ToolFunction article = Tools.function(
                        "find_article",
                        "The number and price of an article.",
                        Article.class,
                        in -> new Line("A-" + in.name().length(), 1, new BigDecimal("0.10")))
                .readOnly();

        try (Claude claude = Claude.fromEnv()) {
            Runner runner = claude.runner(r -> r.tools(article));
            ParsedRun<Order> end = runner.run(
                    m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(4096)
                            .addUserMessage(
                                    "Use find_article for \"bolts\". Please send 100 bolts. Yours, Ada Lovelace"),
                    Order.class);
            Order order = end.value();
            order.lines().forEach(line -> System.out.println(line.quantity() + " × " + line.number()));
            System.out.println(
                    "for " + order.customer() + ", after " + end.conversation().turns() + " turns");
        }
    }
}
