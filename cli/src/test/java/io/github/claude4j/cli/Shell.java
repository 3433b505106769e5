package io.github.claude4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** Runs commands in this process, against a fake of its own. */
final class Shell implements AutoCloseable {
    final FakeClaude fake = FakeClaude.start();
    private byte[] input = {};
    private boolean typed;
    private boolean seen;
    private boolean watched;
    private int columns = 80;

    /** What a command did. */
    record Result(int code, byte[] bytes, String err) {
        String out() {
            return new String(bytes, UTF_8);
        }

        List<String> lines() {
            return out().lines().toList();
        }

        JsonObject json() {
            return JsonObject.parse(out());
        }
    }

    Shell input(String text) {
        input = text.getBytes(UTF_8);
        return this;
    }

    /** As when nothing is redirected. */
    Shell atTerminal() {
        typed = true;
        seen = true;
        return this;
    }

    /** As when a person types the input and the output goes elsewhere, so that no terminal is needed for it. */
    Shell typed(String lines) {
        typed = true;
        return input(lines);
    }

    /** As when standard error is not redirected. */
    Shell watched(int width) {
        watched = true;
        columns = width;
        return this;
    }

    /** As when a person sees the output, in a terminal this wide. */
    Shell seen(int width) {
        seen = true;
        columns = width;
        return this;
    }

    private Terminal terminal(OutputStream out, PrintStream err) {
        return new Terminal(new ByteArrayInputStream(input), new Output(out), err, typed, seen, watched, () -> columns);
    }

    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = runInto(out, args);
        return new Result(result.code(), out.toByteArray(), result.err());
    }

    Result runInto(OutputStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, UTF_8);
        int code = new Cli(
                        terminal(out, errors),
                        () -> Claude.builder()
                                .baseUrl(fake.url())
                                .apiKey("sk-ant-secret")
                                .maxRetries(0))
                .run(args);
        return new Result(code, new byte[0], err.toString(UTF_8));
    }

    @Override
    public void close() {
        fake.close();
    }
}
