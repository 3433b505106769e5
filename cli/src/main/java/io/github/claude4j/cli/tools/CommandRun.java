package io.github.claude4j.cli.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command with the input of a call on its standard input; what it writes, on both outputs, is what it gives. */
final class CommandRun {
    /** More than a result may have; the rest is read, so that the command can end, and dropped. */
    private static final int MOST_BYTES = 1 << 20;

    /** Before the rest, since who runs the tool may cut a long result at its end again. */
    private static final String CUT = "[cut: the command wrote more than 1 MB; it begins with]\n";
    /** So long what a command wrote is waited for after its end: something that it left behind may hold its output open. */
    private static final long REST_MILLIS = 1000;
    /** A command that a model calls has no use for the key to the model, nor for whatever else is called like this. */
    private static final String HIDDEN = "ANTHROPIC_";

    private final List<String> command;

    CommandRun(List<String> command) {
        this.command = command;
    }

    /** What the command wrote. An interrupt ends it, with all that it started. */
    ToolOutput output(JsonObject input) throws InterruptedException {
        Process process;
        try {
            process = start();
        } catch (IOException e) {
            return ToolOutput.error("the command cannot be started: " + command.get(0));
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Thread reader = thread("output", () -> read(process.getInputStream(), written));
        thread("input", () -> give(input, process.getOutputStream()));
        try {
            int code = process.waitFor();
            reader.join(REST_MILLIS);
            String text = text(written);
            return code == 0
                    ? ToolOutput.text(text)
                    : ToolOutput.error("exit code " + code + (text.isBlank() ? "" : "\n" + text));
        } finally {
            end(process);
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith(HIDDEN));
        return builder.start();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, "claude4j-tool-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void read(InputStream in, ByteArrayOutputStream written) {
        byte[] buffer = new byte[16 * 1024];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (written) {
                    written.write(buffer, 0, Math.min(count, MOST_BYTES + 1 - written.size()));
                }
            }
        } catch (IOException e) {
            // The command was ended; what came before counts.
        }
    }

    private static void give(JsonObject input, OutputStream out) {
        try (out) {
            out.write(input.toJson().getBytes(UTF_8));
        } catch (IOException e) {
            // A command need not read what it is given.
        }
    }

    private static String text(ByteArrayOutputStream written) {
        synchronized (written) {
            byte[] bytes = written.toByteArray();
            return bytes.length <= MOST_BYTES
                    ? new String(bytes, UTF_8)
                    : CUT + new String(bytes, 0, MOST_BYTES, UTF_8);
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(REST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
