package io.github.claude4j.codegen;

import java.io.IOException;
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
 * </pre>
 */
public final class Main {
    private static final Set<String> OPTIONS =
            Set.of("--spec", "--module", "--out", "--module-info", "--schema", "--unknown-betas");

    private Main() {}

    /** Fails with every problem of the spec on a line of its own. */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = options(args);
        Problems problems = new Problems();
        Spec spec = SpecReader.read(Path.of(options.get("--spec")), problems);
        SpecChecks.run(spec, problems);
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
