package io.github.claude4j.codegen.check;

import io.github.claude4j.codegen.model.FieldRules;
import io.github.claude4j.codegen.model.References;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the generator refuses. */
public final class SpecChecks {
    private final Spec spec;
    private final Problems problems;

    private SpecChecks(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    /** Finds everything that is wrong; where names lead nowhere, only that. */
    public static void run(Spec spec, Problems problems) {
        new References(spec, problems).check();
        if (spec.types().allMatch(type -> spec.find(type.ref()) != null) && problems.isEmpty()) {
            new SpecChecks(spec, problems).run();
        }
    }

    private void run() {
        TypeChecks types = new TypeChecks(spec, problems);
        OperationChecks operations = new OperationChecks(spec, problems);
        for (Area area : spec.areas()) {
            area.types().forEach(types::check);
            area.operations().forEach(operation -> operations.check(area, operation));
            fileNames(area);
            docs(area);
        }
        if (problems.isEmpty()) {
            operations.services(spec.areas(false));
            operations.services(spec.areas(true));
            FieldRules rules = new FieldRules(spec, problems);
            spec.operations()
                    .filter(operation -> operation.params() != null)
                    .forEach(operation ->
                            rules.of(operation.params(), operation.beta().headers()));
        }
    }

    /** Some file systems don't tell upper from lower case. */
    private void fileNames(Area area) {
        Map<String, Type> names = new HashMap<>();
        for (Type type : area.types()) {
            Type rival = names.putIfAbsent(type.name().toLowerCase(Locale.ROOT), type);
            if (rival != null) {
                problems.add(type.mark(), type.name() + " and " + rival.name() + " differ in case only");
            }
        }
    }

    private void docs(Area area) {
        if (!area.documented()) {
            return;
        }
        area.operations().stream()
                .filter(operation -> operation.doc() == null)
                .forEach(operation -> problems.add(operation.mark(), operation.name() + " has no doc"));
        area.types().stream()
                .filter(type -> type.header().doc() == null && !(type instanceof Type.Alias))
                .forEach(type -> problems.add(type.mark(), type.name() + " has no doc"));
    }
}
