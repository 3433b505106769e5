package io.github.claude4j.cli.requests;

import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.Finding;
import io.github.claude4j.lint.Lint;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessagesService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with a request, and asks nobody. */
@Command(
        name = "lint",
        description = "Says what the API would refuse of a request for a message, and what to do instead.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Nothing is sent. Exit code 1: the API would refuse it; 0: nothing is known against it."})
public final class LintCommand implements Callable<Integer> {
    private static final int REFUSED = 1;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The body of the request as JSON, or - for standard input.")
    private String file = "";

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    public LintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Finding> findings = findings(RequestFile.read(terminal, file));
        for (Finding finding : findings) {
            if (json) {
                terminal.out().jsonLine(json(finding));
            } else {
                terminal.answer(text(finding));
            }
        }
        long refused = findings.stream().filter(Finding::isRefused).count();
        if (!json) {
            terminal.note(summary(refused, findings.size() - refused));
        }
        return refused == 0 ? 0 : REFUSED;
    }

    /** What has the wrong form, and what has the right one and is refused all the same. */
    private static List<Finding> findings(JsonObject request) {
        List<Finding> findings = new ArrayList<>();
        for (String problem : MessageCreateParams.of(request).problems()) {
            int end = problem.indexOf(": ");
            findings.add(new Finding(
                    Finding.Severity.REFUSED, problem.substring(0, end), problem.substring(end + 2), "", ""));
        }
        MessagesService.CREATE
                .refusedFrom(request)
                .forEach((field, from) -> findings.add(new Finding(
                        Finding.Severity.REFUSED,
                        field,
                        "refused from API version " + from + " on",
                        "leave it out, or ask for an older version",
                        "")));
        findings.addAll(Lint.of(request));
        return findings;
    }

    private static String text(Finding finding) {
        return finding.path() + ": " + finding.reason() + (finding.isRefused() ? "" : " (taken, but look at it)") + "\n"
                + (finding.fix().isEmpty() ? "" : "    " + finding.fix() + "\n");
    }

    private static JsonObject json(Finding finding) {
        return JsonObject.builder()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("path", finding.path())
                .put("reason", finding.reason())
                .put("fix", finding.fix())
                .put("api_message", finding.apiMessage())
                .build();
    }

    private static String summary(long refused, long advices) {
        if (refused + advices == 0) {
            return "nothing is known against it";
        }
        return (refused == 0 ? "the API would take it" : "the API would refuse it: " + Wording.count(refused, "fault"))
                + (advices == 0 ? "" : ", with " + Wording.count(advices, "advice"));
    }
}
