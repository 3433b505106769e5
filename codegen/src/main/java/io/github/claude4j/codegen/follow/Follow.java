package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.spec.Spec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Brings a spec up to a release of the official clients, as far as that needs no thinking. */
public final class Follow {
    /** The clients say nothing that the spec does not say. */
    public static final int NOTHING = 0;

    /** The spec can be changed, or a person has something to decide. */
    public static final int SOMETHING = 2;

    private Follow() {}

    /**
     * Writes the spec as it could be, and tells what is left to people.
     *
     * @param folder the spec as it is
     * @param spec the same, read
     * @param before the release that the spec follows, or null: what was another way then already is left out
     * @param result the folder for the spec as it could be
     * @return the status for scripts
     */
    public static int run(Path folder, Spec spec, Official before, Official after, Path result, PrintStream out)
            throws IOException {
        Findings findings = Comparing.of(spec, after);
        List<Finding> fresh = findings.without(before == null ? null : Comparing.of(spec, before));
        SpecFiles files = SpecFiles.read(folder);
        Proposals proposals = new Proposals(spec, files, after, findings);
        fresh.forEach(proposals::add);
        files.write(result);
        out.print(report(fresh, proposals.decisions()));
        out.flush();
        return fresh.isEmpty() ? NOTHING : SOMETHING;
    }

    private static String report(List<Finding> fresh, List<String> decisions) {
        if (fresh.isEmpty()) {
            return "The official clients say nothing new.\n";
        }
        StringBuilder text = new StringBuilder("Found:");
        for (Finding.Kind kind : Finding.Kind.values()) {
            long count =
                    fresh.stream().filter(finding -> finding.kind() == kind).count();
            if (count > 0) {
                text.append(' ').append(kind.title()).append(' ').append(count).append(',');
            }
        }
        text.setCharAt(text.length() - 1, '.');
        text.append("\n\nLeft to you, besides names and every `doc: ")
                .append(Translation.DOC)
                .append("`:\n");
        decisions.forEach(line -> text.append("- ").append(line).append('\n'));
        return text.toString();
    }
}
