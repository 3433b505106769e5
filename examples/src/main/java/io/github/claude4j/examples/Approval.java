package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Journal;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A tool that somebody has to allow, in two processes: {@code Approval ask run.jsonl} begins and ends, {@code Approval allow
 * run.jsonl} goes on tomorrow. The journal lets the refund happen once, however often that is tried. Without arguments: both.
 */
public final class Approval {
    private Approval() {}

    record Refund(int order, BigDecimal amount) {}

    public static void main(String[] args) throws IOException {
        try (Claude claude = Claude.fromEnv()) {
            if (args.length == 2) {
                run(args[0], Path.of(args[1]), claude);
            } else {
                Path file = Files.createTempDirectory("runs").resolve("run.jsonl");
                run("ask", file, claude);
                run("allow", file, claude);
            }
        }
    }

    private static void run(String what, Path file, Claude claude) {
        ToolFunction refund = Tools.function(
                "refund",
                "Pays money back for an order.",
                Refund.class,
                // The key is the same if the call has to be repeated: a payment service pays once for a key.
                (in, call) -> "paid " + in.amount() + " for order " + in.order() + ", reference " + call.key());
        Runner runner = claude.runner(r -> r.tools(refund)
                .approve(call ->
                        Decision.later("Pay back " + call.input(Refund.class).amount() + "?")));

        try (Journal journal = Journal.file(file)) {
            if (what.equals("ask")) {
                ask(runner, journal);
            } else {
                decide(runner, journal, what.equals("allow"));
            }
        }
    }

    private static void ask(Runner runner, Journal journal) {
        Conversation stopped = runner.run(
                m -> m.model(Model.CLAUDE_OPUS_5_5)
                        .maxTokens(1024)
                        .addUserMessage("Use refund with {\"order\": 7, \"amount\": 12.50}, the parcel was lost."),
                journal);
        for (ToolCall call : stopped.waiting()) {
            System.out.println(call.question().orElse("") + " (" + call.id() + ")");
        }
    }

    private static void decide(Runner runner, Journal journal, boolean allowed) {
        Conversation back = journal.conversation();
        for (ToolCall call : back.waiting()) {
            back = allowed ? back.allow(call.id()) : back.deny(call.id(), "the order was delivered");
        }
        System.out.println(runner.run(back, journal).text());
    }
}
