package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.follow.Finding.Kind;
import io.github.claude4j.codegen.model.Betas;
import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.official.OfficialOperation;
import io.github.claude4j.codegen.official.TsType;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares all that the clients of a release say with the spec, beginning at the operations. */
final class Comparing {
    private final Spec spec;
    private final Official official;
    private final Findings findings = new Findings();
    private final Walk walk;

    private Comparing(Spec spec, Official official) {
        this.spec = spec;
        this.official = official;
        this.walk = new Walk(spec, official, findings);
    }

    static Findings of(Spec spec, Official official) {
        Comparing comparing = new Comparing(spec, official);
        comparing.operations();
        comparing.roots();
        comparing.lists();
        comparing.gone();
        return comparing.findings;
    }

    private void operations() {
        Map<String, Operation> ours = new HashMap<>();
        spec.operations()
                .forEach(operation -> ours.put(OfficialOperation.key(operation.verb(), operation.route()), operation));
        Set<String> theirs = new HashSet<>();
        for (OfficialOperation operation : official.operations()) {
            theirs.add(operation.key());
            Operation our = ours.get(operation.key());
            if (our == null) {
                findings.add(new Finding(
                        Kind.OPERATION, operation.key(), operation.name(), null, null, null, false, operation));
            } else {
                operation(operation, our);
            }
        }
        ours.forEach((key, operation) -> {
            if (!theirs.contains(key)) {
                findings.add(Finding.gone(operation.name() + "()"));
            }
        });
    }

    private void operation(OfficialOperation theirs, Operation ours) {
        String place = ours.name() + "()";
        params(theirs, ours, place);
        answer(theirs.returns(), ours.returns(), place, "returns");
        answer(theirs.streams(), ours.streams(), place, "streams");
        answer(theirs.lines(), ours.jsonl(), place, "jsonl");
        answer(theirs.pageOf(), ours.pageOf(), place, "pages");
        look(
                theirs.pageStyle() != null && !theirs.pageStyle().equals(ours.pages()),
                place,
                "pages: " + theirs.pageStyle());
        look(theirs.multipart() != ours.multipart(), place, "multipart: " + theirs.multipart());
        theirs.betas().stream()
                .filter(header -> !ours.beta().headers().contains(header))
                .forEach(header -> findings.add(Finding.look(place, "needs the header " + header)));
        theirs.headers().stream()
                .filter(header -> !ours.headers().contains(header))
                .forEach(header -> findings.add(Finding.look(place, "takes the header " + header)));
        theirs.errorCodes().stream()
                .filter(code -> !ours.errorCodes().contains(code))
                .forEach(code -> findings.add(
                        new Finding(Kind.ERROR_CODE, ours.name() + "()", code, null, null, null, false, theirs)));
    }

    private void params(OfficialOperation theirs, Operation ours, String place) {
        if (theirs.params() == null) {
            return;
        }
        if (ours.params() != null) {
            walk.compare(theirs.params(), ours.params(), theirs.notBody(), place);
            return;
        }
        boolean any = official.resolve(theirs.params(), "").type() instanceof TsType.ObjectOf object
                && !theirs.notBody().containsAll(official.members(object).keySet());
        if (any) {
            findings.add(new Finding(Kind.PARAMS, place, "takes params", null, null, null, false, theirs));
        }
    }

    private void answer(TsType theirs, TypeExpr.Ref ours, String place, String key) {
        if (theirs != null && ours != null) {
            walk.compare(theirs, ours, Set.of(), place);
        }
        look(theirs != null && ours == null, place, key + " something");
    }

    private void look(boolean wrong, String place, String what) {
        if (wrong) {
            findings.add(Finding.look(place, what));
        }
    }

    /** Types that no operation leads to have the same names in the clients. */
    private void roots() {
        spec.types()
                .filter(type -> type.header().root())
                .forEach(type -> official.named(type.name())
                        .forEach(named -> walk.compare(
                                named, type.ref(), Set.of(), type.ref().toString())));
    }

    /** What the clients keep in lists: codes of errors, headers, models that go. */
    private void lists() {
        errorCodes()
                .forEach(type -> official.errorCodes().stream()
                        .filter(code -> !type.values().contains(code))
                        .forEach(code -> findings.add(Finding.of(
                                Kind.WORD, type.ref().toString(), code, type, new TsType.Literal(code, true), null))));
        Set<String> needed = new HashSet<>(Betas.needed(spec));
        spec.areas().forEach(area -> area.betas().values().forEach(needed::addAll));
        official.betas().stream()
                .filter(header -> !needed.contains(header))
                .forEach(header -> findings.add(Finding.look(header, "is a beta header that nothing needs here")));
        Set<String> going = new HashSet<>();
        spec.types().forEach(type -> {
            if (type instanceof Type.ConstantsType constants) {
                going.addAll(constants.deprecated().keySet());
            }
        });
        official.deprecatedModels().forEach((model, end) -> {
            if (!going.contains(model)) {
                findings.add(Finding.look(model, "is deprecated: its last day is " + end));
            }
        });
    }

    private Stream<Type.EnumType> errorCodes() {
        return spec.types()
                .filter(type -> type.name().equals("ErrorCode") && type instanceof Type.EnumType)
                .map(Type.EnumType.class::cast);
    }

    /** What of the types that were come by no client has. */
    private void gone() {
        spec.types().filter(type -> findings.seen(type) != null).forEach(type -> {
            List<String> ours = List.of();
            if (type instanceof Type.ObjectType object) {
                ours = object.fields().stream().map(field -> field.wire()).toList();
            } else if (type instanceof Type.EnumType words) {
                ours = words.values();
            } else if (type instanceof Type.ConstantsType constants) {
                ours = constants.values();
            } else if (type instanceof Type.TaggedUnion union) {
                ours = spec.variants(union).stream()
                        .map(Type::ref)
                        .map(Objects::toString)
                        .toList();
            }
            ours.stream()
                    .filter(name -> !findings.seen(type).contains(name))
                    .forEach(name -> findings.add(Finding.gone(type.ref() + "." + name)));
        });
    }
}
