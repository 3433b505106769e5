package io.github.claude4j.codegen.check;

import io.github.claude4j.codegen.model.Betas;
import io.github.claude4j.codegen.model.FieldRules;
import io.github.claude4j.codegen.model.References;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Mark;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the generator refuses. */
public final class SpecChecks {
    private final Spec spec;
    private final Problems problems;

    private SpecChecks(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    /** Finds everything that is wrong at once: a problem hides no other, but what follows from it is not told. */
    public static void run(Spec spec, Problems problems) {
        new References(spec, problems).check();
        new SpecChecks(spec, problems).run();
    }

    private void run() {
        TypeChecks types = new TypeChecks(spec, problems);
        OperationChecks operations = new OperationChecks(spec, problems);
        for (Area area : spec.areas()) {
            area.types().forEach(types::check);
            area.operations().forEach(operation -> operations.check(area, operation));
            fileNames(area);
            docs(area);
            area.older().values().forEach(form -> older(area, form));
        }
        operations.services(spec.areas(false));
        operations.services(spec.areas(true));
        FieldRules rules = new FieldRules(spec, problems);
        spec.operations()
                .filter(operation -> operation.params() != null)
                .forEach(operation ->
                        rules.of(operation.params(), operation.beta().headers()));
        betas();
        ids();
    }

    /** A header that opens the same as one that nothing needs is a slip of the pen. */
    private void betas() {
        Set<String> needed = Betas.needed(spec);
        spec.areas()
                .forEach(area -> area.betas().keySet().stream()
                        .filter(header -> !needed.contains(header))
                        .forEach(header -> problems.add(
                                new Mark(area.file(), 1), "betas names \"" + header + "\", which nothing needs")));
    }

    private void ids() {
        Map<String, Area> kinds = new HashMap<>();
        spec.areas()
                .forEach(area -> area.ids().keySet().forEach(kind -> {
                    Area rival = kinds.putIfAbsent(kind, area);
                    if (rival != null) {
                        problems.add(
                                new Mark(area.file(), 1),
                                "ids names \"" + kind + "\", which " + rival.file() + " does too");
                    }
                }));
    }

    private void older(Area area, Area.Older form) {
        Set<String> operations = area.operations().stream().map(Operation::name).collect(Collectors.toSet());
        form.pages().keySet().stream()
                .filter(name -> !operations.contains(name))
                .forEach(name -> olderNames(area, name, "no operation here"));
        form.types().forEach((name, members) -> {
            Set<String> fields = area.types().stream()
                    .filter(type -> type.name().equals(name) && type instanceof Type.ObjectType)
                    .flatMap(type -> ((Type.ObjectType) type).fields().stream())
                    .map(Field::wire)
                    .collect(Collectors.toSet());
            if (fields.isEmpty()) {
                olderNames(area, name, "no object here");
            }
            members.values().stream()
                    .map(path -> path.replaceFirst("[. ].*", ""))
                    .filter(field ->
                            !field.isEmpty() && !field.equals("{}") && !fields.isEmpty() && !fields.contains(field))
                    .forEach(field -> olderNames(area, name + "." + field, "no field"));
        });
    }

    private void olderNames(Area area, String name, String what) {
        problems.add(new Mark(area.file(), 1), "older names \"" + name + "\", which is " + what);
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
