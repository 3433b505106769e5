package io.github.claude4j.codegen.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.codegen.fixtures.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generator refuses, with the file and the line. */
class BadSpecTest {
    @TempDir
    Path folder;

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("2: there is no type area.B", "A: {root: true, fields: {b: B}}"),
                bad("2: there is no type other.B", "A: {root: true, fields: {b: '[other.B]'}}"),
                bad("2: nothing leads to A: remove it or say root: true", "A: {fields: {b: string}}"),
                bad("3: \"A\" is there twice", "A: {root: true, enum: [a]}", "A: {root: true, enum: [b]}"),
                bad("3: a and A differ in case only", "A: {root: true, enum: [a]}", "a: {root: true, enum: [b]}"),
                bad("2: unknown key \"field\"", "A: {root: true, field: {}, fields: {}}"),
                bad("2: unknown key \"docs\"", "A: {root: true, fields: {b: {type: string, docs: x}}}"),
                bad("2: \"b c\" is no field name", "A: {root: true, fields: {b c: string}}"),
                bad("2: \"strin\" is no type", "A: {root: true, fields: {b: strin}}"),
                bad("2: a type called List would hide one that users have already", "List: {root: true, fields: {}}"),
                bad(
                        "2: \"class\" is a word of Java: give it another name with name:",
                        "A: {root: true, fields: {class: string}}"),
                bad(
                        "2: \"json\" is a method of every API object: give it another name with name:",
                        "A: {root: true, fields: {json: string}}"),
                bad(
                        "2: \"aB\" of a_b is taken by aB: give one of them another name with name:",
                        "A: {root: true, fields: {aB: string, a_b: string}}"),
                bad("2: of names \"c\", which is no field to set", "A: {root: true, of: [c], fields: {b: string}}"),
                bad(
                        "2: \"clear\" is a method of every API object: give it another name with name:",
                        "A: {root: true, fields: {clear: string}}"),
                bad(
                        "2: \"created_at[gt]\" needs a Java name: say name: createdAtAfter",
                        "A: {root: true, fields: {'created_at[gt]?': date-time}}"),
                bad(
                        "2: \"removeTag\" of remove_tag is taken by tags: give one of them another name with name:",
                        "A: {root: true, fields: {tags: '{string | null}', remove_tag: string}}"),
                bad("2: the doc is still to be written", "A: {root: true, doc: '?', fields: {b: string}}"),
                bad("2: the doc is still to be written", "A: {root: true, fields: {b: {type: string, doc: '?'}}}"),
                bad("2: retry names \"c\", which is no value", "A: {root: true, enum: [a], retry: {c: never}}"),
                bad("2: retry of a value is \"always\" or \"never\"", "A: {root: true, enum: [a], retry: {a: maybe}}"),
                bad(
                        "2: deprecated names \"c\", which is no value",
                        "A: {root: true, constants: [a], deprecated: {c: {end: 2026-01-01}}}"),
                bad(
                        "2: instead names \"c\", which is no value",
                        "A: {root: true, constants: [a], deprecated: {a: {end: 2026-01-01, instead: c}}}"),
                bad("2: adaptive names \"c\", which is no value", "A: {root: true, constants: [a], adaptive: [c]}"),
                bad(
                        "2: \"soon\" is no date: expected YYYY-MM-DD",
                        "A: {root: true, constants: [a], deprecated: {a: {end: soon}}}"),
                bad(
                        "2: expected {since: DATE, end: DATE, instead: VALUE}, where only end is needed",
                        "A: {root: true, constants: [a], deprecated: {a: {since: 2026-01-01}}}"),
                bad(
                        "1: betas names \"b-2026-01-01\", which nothing needs",
                        "A: {root: true, fields: {}}",
                        "betas:",
                        "  b-2026-01-01: [b-2025-01-01]"),
                bad(
                        "1: older names \"a.c\", which is no operation here",
                        "A: {root: true, fields: {b: string}}",
                        "older:",
                        "  b-2026-01-01: {pages: {a.c: ids}}"),
                bad(
                        "1: older names \"C\", which is no object here",
                        "A: {root: true, fields: {b: string}}",
                        "older:",
                        "  b-2026-01-01: {types: {C: {d: e}}}"),
                bad(
                        "1: older names \"A.c\", which is no field",
                        "A: {root: true, fields: {b: string}}",
                        "older:",
                        "  b-2026-01-01: {types: {A: {d: b.e, f: c.g, h: '', i: b x=y}}}"),
                bad("2: two values of A are A_B in Java", "A: {root: true, enum: [a_b, a-b]}"),
                bad("2: betas names \"c\", which is no value", "A: {root: true, enum: [a], betas: {c: d-2026-01-01}}"),
                bad(
                        "2: default: false is for a boolean that may be absent",
                        "A: {root: true, fields: {b: {type: boolean, default: false}}}"),
                bad(
                        "2: default: 0 is for a long that may be absent",
                        "A: {root: true, fields: {b?: {type: double, default: 0}}}"),
                bad(
                        "2: expected \"default: false\" or \"default: 0\"",
                        "A: {root: true, fields: {b?: {type: boolean, default: true}}}"),
                bad("2: nothing reads [[string]]", "A: {root: true, fields: {b: '[[string]]'}}"),
                bad(
                        "2: B and C both have type: x",
                        "A: {root: true, by: type, union: [B, C]}",
                        "B: {fields: {type: '\"x\"'}}",
                        "C: {fields: {type: '\"x\"'}}"),
                bad(
                        "2: B has no constant in type",
                        "A: {root: true, by: type, union: [B]}",
                        "B: {fields: {type: string}}"),
                bad(
                        "2: type may be absent in more than one variant: say else, or given: server",
                        "A: {root: true, by: type, union: [B, C]}",
                        "B: {fields: {type?: '\"x\"'}}",
                        "C: {fields: {type?: '\"y\"'}}"),
                bad(
                        "2: a variant of A is there twice",
                        "A: {root: true, by: type, union: [B, C]}",
                        "B: {fields: {type: '\"x\"'}}",
                        "C: {same-as: B}"),
                bad(
                        "2: a variant told apart by fields is an object, and area.B is none",
                        "A: {root: true, by: type, union: [B]}",
                        "B: {enum: [x]}"),
                bad(
                        "2: more than one kind of list or object can't be told apart by shape: make the objects a union by"
                                + " a field, or say any",
                        "A: {root: true, union: [B, C]}",
                        "B: {fields: {}}",
                        "C: {fields: {}}"),
                bad("2: a form any can't be told apart by shape: say any", "A: {root: true, union: [string, any]}"),
                bad(
                        "2: B asks for a header inside a map: no rule can say that",
                        "B: {beta: b-2026-01-01, fields: {}}",
                        "A: {fields: {b: '{B}'}}",
                        "Z: {root: true, fields: {}}",
                        "operations:",
                        "  a.b: {http: POST /v1/a, params: A}"));
    }

    private static Arguments bad(String problem, String... lines) {
        return Arguments.of("spec/area.yaml:" + problem, yaml("types:", lines));
    }

    private static String yaml(String head, String... lines) {
        StringBuilder yaml = new StringBuilder(head);
        boolean types = true;
        for (String line : lines) {
            types &= !line.endsWith(":");
            yaml.append(types ? "\n  " : "\n").append(line);
        }
        return yaml.append("\n").toString();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesTypes(String problem, String yaml) throws IOException {
        assertThat(Specs.problems(folder, yaml)).contains(problem);
    }

    /** One run tells what is wrong with names, types, operations and headers, and nothing that only follows from it. */
    @Test
    void problemsOfEveryKind_areToldInOneRun() throws IOException {
        assertThat(Specs.problems(folder, """
                        operations:
                          a.get: {http: GET /v1/a, params: Gone}
                          a.list: {http: GET /v1/a, returns: B, pages: {of: C}}
                        types:
                          B: {fields: {class: string, d: '{Gone}', e: '[Gone]'}}
                          C: {by: type, union: [Gone, B]}
                          D: {union: [string, Gone]}
                          E: {root: true, enum: [a_b, a-b], doc: '?'}
                        """))
                .containsExactly(
                        "spec/area.yaml:2: \"get\" is a method of every API object: give it another name with name:",
                        "spec/area.yaml:2: there is no type area.Gone",
                        "spec/area.yaml:3: expected {of: T, style: S} with one of the styles [bidirectional, cursor, ids,"
                                + " report]",
                        "spec/area.yaml:5: \"class\" is a word of Java: give it another name with name:",
                        "spec/area.yaml:5: there is no type area.Gone",
                        "spec/area.yaml:6: B has no constant in type",
                        "spec/area.yaml:6: there is no type area.Gone",
                        "spec/area.yaml:7: nothing leads to D: remove it or say root: true",
                        "spec/area.yaml:7: there is no type area.Gone",
                        "spec/area.yaml:8: the doc is still to be written",
                        "spec/area.yaml:8: two values of E are A_B in Java");
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                operation("expected \"http: VERB /route\"", "a.b: {http: LOOK /v1}"),
                operation("route parameter {x} is there twice", "a.b: {http: 'GET /v1/{x}/{x}'}"),
                operation("an operation is called service.action", "a: {http: GET /v1}"),
                operation("retry is \"safe\", {unless: field} or absent", "a.b: {http: GET /v1, retry: never}"),
                operation("there is no field c", "a.b: {http: POST /v1, params: T, retry: {unless: c}}"),
                operation(
                        "\"default\" is a word of Java: give it another name with name:", "a.default: {http: GET /v1}"),
                operation("params is an object", "a.b: {http: POST /v1, params: E}"),
                operation("E is no object, so it can't be an answer", "a.b: {http: POST /v1, returns: E}"),
                operation(
                        "operations of the organization, and only those, begin with organization.",
                        "organization.b: {http: GET /v1}"),
                operation("stream_as is for operations that stream", "a.b: {http: GET /v1, stream_as: S}"),
                operation("by_hand needs a class that has the methods: extends", "a.b: {http: GET /v1, by_hand: true}"),
                operation("a.b is a service and an operation", "a.b: {http: GET /v1}", "a.b.c: {http: GET /v1/c}"));
    }

    private static Arguments operation(String problem, String... lines) {
        return Arguments.of(
                "spec/area.yaml:2: " + problem,
                yaml("operations:", lines) + "types:\n  T: {root: true, fields: {}}\n  E: {root: true, enum: [e]}\n");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesOperations(String problem, String yaml) throws IOException {
        assertThat(Specs.problems(folder, yaml)).contains(problem);
    }

    @Test
    void refusesWhatHasNoDocInADocumentedFile() throws IOException {
        assertThat(Specs.problems(folder, """
                documented: all
                types:
                  A: {root: true, fields: {}}
                  B: {same-as: A, root: true}
                operations:
                  a.b: {http: GET /v1}
                """))
                .containsExactly("spec/area.yaml:3: A has no doc", "spec/area.yaml:6: a.b has no doc");
    }

    @Test
    void refusesWhatIsNoYaml() throws IOException {
        assertThat(Specs.problems(folder, "types:\n  A: {fields: [\n"))
                .singleElement()
                .asString()
                .startsWith("spec/area.yaml:");
    }

    @Test
    void refusesUnionsAndReferencesAcrossModules() throws IOException {
        Files.createDirectories(folder.resolve("organization"));
        Files.writeString(folder.resolve("organization/people.yaml"), """
                types:
                  A: {root: true, by: type, union: [area.B]}
                  C: {root: true, fields: {b: area.B}}
                """);
        assertThat(Specs.problems(folder, "types:\n  B: {fields: {type: '\"b\"'}}\n"))
                .containsExactly(
                        "spec/organization/people.yaml:2: area.B is of another module and can't be a variant of A");
    }
}
