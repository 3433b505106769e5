package io.github.claude4j.checks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles every Java snippet of the README and the guides and runs it against the fake API. */
class DocsTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private static final String IMPORTS = Stream.of(
                    "com.sun.net.httpserver.HttpServer",
                    "java.io.OutputStream",
                    "java.math.*",
                    "java.net.*",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "java.util.function.Function",
                    "java.util.function.Supplier",
                    "java.net.http.HttpClient",
                    "java.net.http.HttpRequest",
                    "java.net.http.HttpResponse",
                    "javax.net.ssl.SSLContext",
                    "io.github.claude4j.*",
                    "io.github.claude4j.admin.*",
                    "io.github.claude4j.admin.workspaces.*",
                    "io.github.claude4j.agents.*",
                    "io.github.claude4j.aws.*",
                    "io.github.claude4j.batches.*",
                    "io.github.claude4j.bedrock.*",
                    "io.github.claude4j.client.*",
                    "io.github.claude4j.credentials.*",
                    "io.github.claude4j.deployments.*",
                    "io.github.claude4j.environments.*",
                    "io.github.claude4j.errors.*",
                    "io.github.claude4j.files.*",
                    "io.github.claude4j.foundry.*",
                    "io.github.claude4j.http.*",
                    "io.github.claude4j.jdk.*",
                    "io.github.claude4j.json.*",
                    "io.github.claude4j.mcp.*",
                    "io.github.claude4j.memorystores.*",
                    "io.github.claude4j.limits.*",
                    "io.github.claude4j.lint.*",
                    "io.github.claude4j.messages.*",
                    "io.github.claude4j.runs.*",
                    "io.github.claude4j.tools.*",
                    "io.github.claude4j.models.*",
                    "io.github.claude4j.okhttp.*",
                    "io.github.claude4j.prices.*",
                    "io.github.claude4j.sessions.*",
                    "io.github.claude4j.skills.*",
                    "io.github.claude4j.socket.*",
                    "io.github.claude4j.testkit.*",
                    "io.github.claude4j.testkit.junit.*",
                    "io.github.claude4j.types.*",
                    "io.github.claude4j.vaults.*",
                    "io.github.claude4j.vertex.*",
                    "io.github.claude4j.webhooks.*",
                    "okhttp3.OkHttpClient",
                    "org.junit.jupiter.api.Test")
            .map(name -> "import " + name + ";\n")
            .collect(joining());

    @TempDir
    Path classes;

    record Snippet(String file, int number, String code) {
        @Override
        public String toString() {
            return file + " " + number;
        }
    }

    static List<Snippet> snippets() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("..", "README.md")));
        try (Stream<Path> guides = Files.list(Path.of("..", "docs"))) {
            guides.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        List<Snippet> snippets = new ArrayList<>();
        for (Path file : files) {
            Matcher matcher = SNIPPET.matcher(Files.readString(file));
            for (int number = 1; matcher.find(); number++) {
                snippets.add(new Snippet(file.getFileName().toString(), number, matcher.group(1)));
            }
        }
        return snippets;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_asWritten_compilesAndRuns(Snippet snippet) throws Exception {
        compile(snippet);

        try (FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setProperty("anthropic.baseUrl", fake.url().toString());
            System.setProperty("anthropic.apiKey", "sk-ant-fake");
            loader.loadClass("Snippet").getMethod("run", Claude.class).invoke(null, claude);
        } catch (InvocationTargetException e) {
            throw new AssertionError(snippet + " failed", e.getCause());
        } finally {
            System.clearProperty("anthropic.baseUrl");
            System.clearProperty("anthropic.apiKey");
        }
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private void compile(Snippet snippet) {
        String given = snippet.code().contains("Claude claude = ") ? "notUsed" : "claude";
        // The first snippet of a guide has its imports.
        String own = snippet.code().lines().filter(DocsTest::isImport).collect(joining("\n", "", "\n"));
        String code = snippet.code().lines().filter(line -> !isImport(line)).collect(joining("\n", "", "\n"));
        String source = IMPORTS + own + "import static org.assertj.core.api.Assertions.*;\n"
                + "public class Snippet { public static void run(Claude " + given + ") throws Exception {\n" + code
                + "}}";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        problems,
                        List.of(
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-proc:none",
                                "-parameters"),
                        null,
                        List.of(file))
                .call();
        assertThat(compiled).as(snippet + ": " + problems.getDiagnostics()).isTrue();
    }
}
