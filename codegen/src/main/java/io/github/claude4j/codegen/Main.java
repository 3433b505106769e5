package io.github.claude4j.codegen;

import io.github.claude4j.codegen.check.SpecChecks;
import io.github.claude4j.codegen.check.UnknownBetas;
import io.github.claude4j.codegen.diff.DiffReport;
import io.github.claude4j.codegen.diff.SpecDiff;
import io.github.claude4j.codegen.follow.Follow;
import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.spec.Mark;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.SpecException;
import io.github.claude4j.codegen.spec.SpecReader;
import io.github.claude4j.codegen.write.Generator;
import io.github.claude4j.codegen.write.OutputFolder;
import io.github.claude4j.codegen.write.SchemaWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Generates from the spec.
 *
 * <pre>
 * --spec DIR --module client|admin --out DIR [--module-info FILE]   the Java of a module
 * --spec DIR --schema FILE                                          the spec as one JSON file
 * --spec DIR --unknown-betas FILE                                   what needs a beta header whose name is not known
 * --check DIR                                                       what is wrong with the spec, for people
 * --diff OLD NEW                                                    what changes from one spec to another, for people
 * --follow DIR RESULT TYPESCRIPT JAVA [TYPESCRIPT JAVA]             what the official clients have that the spec has not;
 *                                                                   the second two are the release that the spec follows
 * </pre>
 *
 * <p>What is for people ends with a status: 0 where there is nothing to tell, 2 where there is, 3 where a diff breaks users of
 * the Java API, 1 for a failure, which is told without a stack trace where it is the spec's.
 */
public final class Main {
    private static final Set<String> OPTIONS =
            Set.of("--spec", "--module", "--out", "--module-info", "--schema", "--unknown-betas");

    private static final Set<String> FOR_PEOPLE = Set.of("--check", "--diff", "--follow");
    private static final int FAILED = 1;

    private Main() {}

    /** Fails with every problem of the spec on a line of its own. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && FOR_PEOPLE.contains(args[0])) {
            int status = forPeople(args, System.out, System.err);
            if (status != 0) {
                System.exit(status);
            }
            return;
        }
        Map<String, String> options = options(args);
        Problems problems = new Problems();
        Spec spec = read(Path.of(options.get("--spec")), problems);
        boolean admin = "admin".equals(options.get("--module"));
        if (options.containsKey("--module-info")) {
            checkExports(Path.of(options.get("--module-info")), Generator.packages(spec, admin), problems);
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems.lines());
        }
        if (options.containsKey("--out")) {
            int changes = new Generator(spec, admin).write(Path.of(options.get("--out")));
            System.out.println("codegen: " + changes + " files changed");
        }
        if (options.containsKey("--schema")) {
            OutputFolder.replace(Path.of(options.get("--schema")), new SchemaWriter(spec).write());
        }
        if (options.containsKey("--unknown-betas")) {
            OutputFolder.replace(Path.of(options.get("--unknown-betas")), UnknownBetas.list(spec));
        }
    }

    /** Does what a person asks for; returns the status to end with. */
    static int forPeople(String[] args, PrintStream out, PrintStream err) throws IOException {
        try {
            if (args[0].equals("--check") && args.length == 2) {
                inOrder(Path.of(args[1]));
                out.println("The spec has no problem.");
                return 0;
            }
            if (args[0].equals("--diff") && args.length == 3) {
                return diff(Path.of(args[1]), Path.of(args[2]), out);
            }
            if (args[0].equals("--follow") && (args.length == 5 || args.length == 7)) {
                return follow(args, out);
            }
            throw new IllegalArgumentException("not enough or too many arguments for " + args[0]);
        } catch (SpecException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int follow(String[] args, PrintStream out) throws IOException {
        Path folder = Path.of(args[1]);
        Official before = args.length == 5 ? null : Official.read(Path.of(args[5]), Path.of(args[6]));
        Official after = Official.read(Path.of(args[3]), Path.of(args[4]));
        return Follow.run(folder, inOrder(folder), before, after, Path.of(args[2]), out);
    }

    /** Writes what changes; returns the status to end with. */
    public static int diff(Path before, Path after, PrintStream out) throws IOException {
        DiffReport report = new DiffReport(SpecDiff.of(inOrder(before), inOrder(after)));
        out.print(report);
        out.flush();
        return report.status();
    }

    private static Spec inOrder(Path folder) throws IOException {
        Problems problems = new Problems();
        Spec spec = read(folder, problems);
        if (!problems.isEmpty()) {
            throw new SpecException(
                    problems.lines().stream().map(line -> folder + ": " + line).toList());
        }
        return spec;
    }

    private static Spec read(Path folder, Problems problems) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("no folder: " + folder);
        }
        Spec spec = SpecReader.read(folder, problems);
        SpecChecks.run(spec, problems);
        return spec;
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("unknown option or no value: " + args[i]);
            }
            options.put(args[i], args[i + 1]);
        }
        if (!options.containsKey("--spec")) {
            throw new IllegalArgumentException("--spec is missing");
        }
        return options;
    }

    private static void checkExports(Path moduleInfo, List<String> packages, Problems problems) throws IOException {
        String text = Files.readString(moduleInfo);
        for (String name : packages) {
            if (!text.contains("exports " + name + ";")) {
                problems.add(new Mark(moduleInfo.getFileName().toString(), 1), "\"exports " + name + ";\" is missing");
            }
        }
    }
}
