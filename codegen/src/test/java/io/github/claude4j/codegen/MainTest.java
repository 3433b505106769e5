package io.github.claude4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.codegen.fixtures.Specs;
import io.github.claude4j.codegen.spec.SpecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path temp;

    private Path spec;

    @BeforeEach
    void writeSpec() throws IOException {
        spec = Files.createDirectories(temp.resolve("spec"));
        Files.writeString(spec.resolve("shop.yaml"), """
                betas: {shop-2026-02-02: [shop-2026-01-01, shops-2025-01-01]}
                ids: {shop: shp}
                older: {shop-2025-01-01: {until: 2026-01-01, types: {Shop: {number: id, owner: ''}}}}
                operations:
                  shops.retrieve: {doc: Finds a shop., http: 'GET /v1/shops/{id}', returns: Shop, beta: true}
                  shops.close: {http: 'POST /v1/shops/{id}/close', beta: shop-2026-02-02}
                types:
                  Shop: {fields: {id: string, note?: {type: 'string | null', beta: true, given: server, secret: true}}}
                """);
    }

    @Test
    void writesAModule() throws IOException {
        Path out = temp.resolve("out");
        Path module =
                Files.writeString(temp.resolve("module-info.java"), "module m { exports io.github.claude4j.shop; }");
        Main.main(arguments("--module", "client", "--out", out.toString(), "--module-info", module.toString()));
        assertThat(Specs.tree(out))
                .containsOnlyKeys(
                        "io/github/claude4j/ClaudeServices.java",
                        "io/github/claude4j/Operations.java",
                        "io/github/claude4j/internal/KnownModels.java",
                        "io/github/claude4j/json/SecretNames.java",
                        "io/github/claude4j/shop/Shop.java",
                        "io/github/claude4j/shop/ShopsService.java",
                        "io/github/claude4j/shop/package-info.java");
    }

    @Test
    void failsWhereAPackageIsNotExported() throws IOException {
        Path module = Files.writeString(temp.resolve("module-info.java"), "module m {}");
        assertThatThrownBy(() -> Main.main(arguments("--module", "client", "--module-info", module.toString())))
                .isInstanceOf(SpecException.class)
                .hasMessage("module-info.java:1: \"exports io.github.claude4j.shop;\" is missing");
    }

    @Test
    void writesTheSchema() throws IOException {
        Path file = temp.resolve("spec.json");
        Main.main(arguments("--schema", file.toString()));
        assertThat(file).hasContent("""
                {
                "operations":{
                "shops.close":{"method":"POST","route":"/v1/shops/{id}/close","betas":["shop-2026-02-02"]},
                "shops.retrieve":{"doc":"Finds a shop.","method":"GET","route":"/v1/shops/{id}","returns":"shop.Shop",\
                "beta_unknown":true}
                },
                "types":{
                "shop.Shop":{"kind":"object","fields":{"id":{"type":"string","required":true},"note":{"type":"string",\
                "nullable":true,"beta_unknown":true,"given":"server","secret":true}},"java":"io.github.claude4j.shop.Shop"}
                },
                "betas":{
                "shop-2026-02-02":["shop-2026-01-01","shops-2025-01-01"]
                },
                "ids":{
                "shop":"shp"
                },
                "older":{
                "shop-2025-01-01":{"until":"2026-01-01","pages":{},"types":{"shop.Shop":{"number":"id","owner":""}}}
                }
                }
                """);
    }

    @Test
    void check_tellsEveryProblemToPeopleAndNoStackTrace() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] check = {"--check", spec.toString()};
        assertThat(Main.forPeople(check, new PrintStream(out), new PrintStream(err)))
                .isZero();
        assertThat(out).hasToString("The spec has no problem.\n");
        Files.writeString(spec.resolve("bad.yaml"), "types:\n  A: {root: true, fields: {b: B, c: C}}\n");
        assertThat(Main.forPeople(check, new PrintStream(out), new PrintStream(err)))
                .isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "%1$s: spec/bad.yaml:2: there is no type bad.B\n%1$s: spec/bad.yaml:2: there is no type bad.C\n"
                                .formatted(spec));
    }

    @Test
    void listsUnknownBetas() throws IOException {
        Path file = temp.resolve("betas.txt");
        Main.main(arguments("--unknown-betas", file.toString()));
        assertThat(file).hasContent("shop.Shop.note\nshops.retrieve()\n");
    }

    @Test
    void tellsEveryProblemInOrder() throws IOException {
        Files.writeString(spec.resolve("bad.yaml"), "types:\n  A: {root: true, fields: {b: B, c: C}}\n");
        assertThatThrownBy(() -> Main.main(arguments()))
                .hasMessage("spec/bad.yaml:2: there is no type bad.B\nspec/bad.yaml:2: there is no type bad.C");
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        assertThatThrownBy(() -> Main.main(new String[] {"--spek", "x"})).hasMessageContaining("--spek");
    }

    private String[] arguments(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--spec";
        arguments[1] = spec.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return arguments;
    }
}
