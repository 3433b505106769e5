package io.github.claude4j.codegen.check;

import io.github.claude4j.codegen.model.Services;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Mark;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What operations may not be. */
final class OperationChecks {
    private final Spec spec;
    private final Problems problems;
    private final Map<String, Operation> names = new HashMap<>();

    OperationChecks(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    void check(Area area, Operation operation) {
        Mark at = operation.mark();
        if (names.putIfAbsent(operation.name(), operation) != null) {
            problems.add(at, operation.name() + " is there twice");
        }
        if (area.organization() != operation.name().startsWith("organization.")) {
            problems.add(at, "operations of the organization, and only those, begin with organization.");
        }
        Type params = spec.find(operation.params());
        if (params != null && !(params instanceof Type.ObjectType)) {
            problems.add(at, "params is an object");
        }
        Stream.of(operation.returns(), operation.streams(), operation.jsonl(), operation.pageOf())
                .filter(Objects::nonNull)
                .map(spec::find)
                .filter(Objects::nonNull)
                .filter(type -> !(type instanceof Type.ObjectType || type instanceof Type.TaggedUnion))
                .forEach(type -> problems.add(at, type.name() + " is no object, so it can't be an answer"));
        names(operation);
        if (operation.safeUnless() != null && params != null && field(operation, operation.safeUnless()) == null) {
            problems.add(at, "there is no field " + operation.safeUnless());
        }
        if (operation.streamAs() != null && operation.streams() == null) {
            problems.add(at, "stream_as is for operations that stream");
        }
        if (operation.byHand() && operation.base() == null) {
            problems.add(at, "by_hand needs a class that has the methods: extends");
        }
    }

    private void names(Operation operation) {
        Stream.concat(Stream.of(operation.action()), operation.routeParameters().stream())
                .map(Names::camel)
                .map(Names::memberProblem)
                .filter(Objects::nonNull)
                .forEach(problem -> problems.add(operation.mark(), problem));
    }

    private Field field(Operation operation, String wire) {
        return spec.find(operation.params()) instanceof Type.ObjectType object ? object.field(wire) : null;
    }

    /** What is only seen once every operation has a service. */
    void services(List<Area> areas) {
        Services services = new Services(areas);
        Map<String, Services.Service> classes = new HashMap<>();
        for (Services.Service service : services.all()) {
            Mark at = new Mark(service.area().file(), 1);
            Services.Service rival = classes.putIfAbsent(service.qualified(), service);
            if (rival != null) {
                problems.add(at, "%s and %s are both %s".formatted(rival.prefix(), service.prefix(), service.name()));
            }
            if (spec.declared(new TypeExpr.Ref(service.area().id(), service.name())) != null) {
                problems.add(at, "a type has the name of a service: " + service.name());
            }
            for (Services.Service below : services.below(service)) {
                service.operations().stream()
                        .filter(operation -> Names.camel(operation.action()).equals(below.accessor()))
                        .forEach(operation ->
                                problems.add(operation.mark(), operation.name() + " is a service and an operation"));
            }
        }
    }
}
