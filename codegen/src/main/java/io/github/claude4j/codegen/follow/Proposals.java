package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.official.OfficialOperation;
import io.github.claude4j.codegen.official.TsType;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes edits of the spec out of findings, and of the rest a list for people. */
final class Proposals {
    private final Spec spec;
    private final SpecFiles files;
    private final Translation translation;
    private final Set<String> decisions = new LinkedHashSet<>();
    private final Set<String> operations = new HashSet<>();
    private final Map<TypeExpr.Ref, List<String>> types = new HashMap<>();

    Proposals(Spec spec, SpecFiles files, Official official, Findings findings) {
        this.spec = spec;
        this.files = files;
        this.translation = new Translation(spec, official, findings, this);
    }

    /** What a person has to decide, in the order in which it came up. */
    List<String> decisions() {
        return List.copyOf(decisions);
    }

    void decide(String question) {
        decisions.add(question);
    }

    /**
     * Adds a type, unless one that says the same has the first part of its name: what a request holds and what an answer
     * holds is one type where it is the same.
     *
     * @return the type that stands for it
     */
    TypeExpr.Ref type(TypeExpr.Ref ref, List<String> body) {
        for (Map.Entry<TypeExpr.Ref, List<String>> other : types.entrySet()) {
            String name = other.getKey().name();
            boolean related = name.startsWith(ref.name()) || ref.name().startsWith(name);
            if (related
                    && other.getKey().area().equals(ref.area())
                    && other.getValue().equals(body)) {
                return other.getKey();
            }
        }
        if (types.putIfAbsent(ref, body) == null) {
            files.entry(ref.area(), "types", ref.name(), body);
        }
        return ref;
    }

    void add(Finding finding) {
        switch (finding.kind()) {
            case OPERATION -> operation(finding.operation());
            case PARAMS, LOOK, GONE -> decide("`" + finding.place() + "` " + finding.what());
            case ERROR_CODE -> errorCode(finding);
            case FIELD -> field(finding);
            case WORD -> word(finding);
            case VARIANT -> variant(finding);
        }
    }

    /** An operation that there is with and without beta comes twice, the one with it first. */
    private void operation(OfficialOperation operation) {
        if (!operations.add(operation.key())) {
            return;
        }
        String area = area(operation.name());
        if (!Area.organization(area)
                && spec.areas().stream().noneMatch(known -> known.id().equals(area))) {
            decide("`" + area + "` is a new area: is it for admin keys? Then it belongs below `" + Area.ORGANIZATION
                    + "`");
        }
        List<String> body = new ArrayList<>(List.of("doc: " + Translation.DOC));
        body.add("http: " + operation.verb() + " " + operation.route());
        String params = operation.params() == null
                ? null
                : translation.params(operation.params(), area, operation.notBody(), query(operation));
        line(body, "params", params);
        answer(body, "returns", operation.binary() ? "binary" : null, operation.returns(), area, operation);
        answer(body, "streams", null, operation.streams(), area, operation);
        answer(body, "jsonl", null, operation.lines(), area, operation);
        if (operation.pageOf() != null) {
            String of = translation.expression(operation.pageOf(), area, operation.name(), "");
            body.add("pages: {of: " + of + ", style: " + operation.pageStyle() + "}");
        }
        line(body, "multipart", operation.multipart() ? "true" : null);
        if (!operation.betas().isEmpty()) {
            body.add("beta: [" + String.join(", ", operation.betas()) + "]");
        } else if (operation.file().contains("/beta/")) {
            decide("`" + operation.name() + "()` is beta: which header does it need?");
        }
        list(body, "headers", operation.headers());
        list(body, "error_codes", operation.errorCodes());
        if (!Set.of("GET", "DELETE").contains(operation.verb())) {
            decide("`" + operation.name() + "()` may be repeated when its answer was lost (retry: safe)?");
        }
        files.entry(area, "operations", operation.name(), body);
    }

    /** Everything is in the query of what has no body. */
    private static Set<String> query(OfficialOperation operation) {
        return Set.of("GET", "DELETE").contains(operation.verb()) ? Set.of() : operation.query();
    }

    private void answer(
            List<String> body, String key, String fixed, TsType type, String area, OfficialOperation operation) {
        line(
                body,
                key,
                fixed != null || type == null ? fixed : translation.expression(type, area, operation.name(), ""));
    }

    private static void line(List<String> body, String key, String value) {
        if (value != null) {
            body.add(key + ": " + value);
        }
    }

    private static void list(List<String> body, String key, List<String> values) {
        if (!values.isEmpty()) {
            body.add(key + ": [" + String.join(", ", values) + "]");
        }
    }

    /** The area with operations of the same part of the API, or a new one. */
    private String area(String name) {
        boolean organization = name.startsWith("organization.");
        String[] parts = name.split("\\.", -1);
        String part = organization && parts.length > 2 ? parts[0] + "." + parts[1] + "." : parts[0] + ".";
        return spec.areas().stream()
                .filter(area ->
                        area.operations().stream().anyMatch(each -> each.name().startsWith(part)))
                .map(Area::id)
                .findFirst()
                .orElseGet(
                        () -> organization ? Area.ORGANIZATION + parts[1].replace("_", "") : parts[0].replace("_", ""));
    }

    private void errorCode(Finding finding) {
        for (Area area : spec.areas()) {
            for (Operation operation : area.operations()) {
                if (finding.place().equals(operation.name() + "()")) {
                    placed(files.item(area.id(), operation.name(), "error_codes", finding.what()), finding);
                }
            }
        }
    }

    private void field(Finding finding) {
        TypeExpr.Ref ref = finding.in().ref();
        TsType.Member member = new TsType.Member(finding.what(), finding.type(), finding.optional(), false, false);
        String line = translation.field(member, ref.area(), finding.owner(), Set.of());
        placed(files.field(ref.area(), ref.name(), line), finding);
    }

    private void word(Finding finding) {
        TypeExpr.Ref ref = finding.in().ref();
        String key = finding.in() instanceof Type.EnumType ? "enum" : "constants";
        placed(files.item(ref.area(), ref.name(), key, Text.quoted(finding.what())), finding);
    }

    private void variant(Finding finding) {
        TypeExpr.Ref ref = finding.in().ref();
        TypeExpr.Ref added = translation.variant(finding.type(), finding.what(), ref.area());
        placed(files.item(ref.area(), ref.name(), "union", added.name()), finding);
    }

    private void placed(boolean done, Finding finding) {
        if (!done) {
            decide("`" + finding.place() + "` gets `" + finding.what() + "`, which has to be put in by hand");
        }
    }
}
