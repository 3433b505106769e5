package io.github.claude4j.checks.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.okhttp.OkHttpTransport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Calls whose answers are larger than the heap, in a process of their own, and after each a good one with the same client.
 * Prints a line for each: what was called, a tab, and what was wrong, if something was.
 */
final class SmallHeap {
    private static final byte[] PIECE = "x".repeat(64 * 1024).getBytes(US_ASCII);
    private static final long MEGABYTE = 1024 * 1024;

    /** What threads died of that nobody waits for. */
    private static final ConcurrentLinkedQueue<String> DIED = new ConcurrentLinkedQueue<>();

    private SmallHeap() {}

    /** Only the call suffers: it fails, whatever with. */
    private static Outcome anyFailure() {
        return (way, result) ->
                result.failure() instanceof ClaudeException || result.failure() instanceof OutOfMemoryError
                        ? Optional.empty()
                        : Optional.of("expected a ClaudeException or an OutOfMemoryError");
    }

    private static Outcome anything() {
        return (way, result) ->
                result.failure() == null ? Optional.empty() : anyFailure().complaint(way, result);
    }

    private static List<Fault> faults() {
        return List.of(
                new Fault(
                                "an endless 200",
                                wire -> wire.head(200)
                                        .write(beginning(wire.shape()))
                                        .flood(PIECE, Long.MAX_VALUE))
                        .all(anyFailure()),
                new Fault("an endless 500", wire -> wire.head(500).flood(PIECE, Long.MAX_VALUE))
                        .all(Outcome.fails(InternalServerException.class)),
                new Fault("a line of 64 MB", wire -> {
                            wire.head(200).write(beginning(wire.shape()));
                            for (long sent = 0; sent < 64 * MEGABYTE; sent += PIECE.length) {
                                wire.write(PIECE);
                            }
                            wire.write(end(wire.shape())).close();
                        })
                        .all(anything()),
                new Fault("a bomb of 300 MB", wire -> wire.answer(EncodingFaults.bomb(), "content-encoding: gzip"))
                        .all(Outcome.fails(InvalidDataException.class)));
    }

    private static byte[] beginning(Shape shape) {
        return shape.half();
    }

    private static byte[] end(Shape shape) {
        byte[] body = shape.body();
        return Arrays.copyOfRange(body, shape.half().length, body.length);
    }

    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> DIED.add(thread.getName() + ": " + problem));
        List<Way> ways = args.length > 1
                ? List.of(Way.values())
                : List.of(Way.CREATE, Way.STREAM, Way.PUBLISHER, Way.LINES, Way.DOWNLOAD);
        for (Fault fault : faults()) {
            for (Way way : ways) {
                System.out.println(
                        fault + ": " + way + "\t" + run(fault, way, args[0]).replaceAll("\\s+", " "));
            }
        }
        System.exit(0);
    }

    private static String run(Fault fault, Way way, String transport) throws Exception {
        StringBuilder wrong = new StringBuilder();
        try (FaultServer server = new FaultServer(way.shape, fault, 1);
                Claude claude = client(server.url(), transport)) {
            expect(fault.outcome(way.shape).orElseThrow(), way, call(way, claude), wrong);
            expect(Outcome.good(), way, call(way, claude), wrong);
            if (server.asked() != 2) {
                wrong.append("; requests: ").append(server.asked());
            }
            if (!server.awaitNoneBusy(10_000)) {
                wrong.append("; the connection stays open in the middle of an answer");
            }
        }
        for (String died = DIED.poll(); died != null; died = DIED.poll()) {
            wrong.append("; a thread died: ").append(died);
        }
        return wrong.toString();
    }

    private static void expect(Outcome outcome, Way way, Result result, StringBuilder wrong) {
        outcome.complaint(way, result)
                .ifPresent(problem ->
                        wrong.append("; ").append(problem).append(", found ").append(result));
    }

    private static Result call(Way way, Claude claude) throws Exception {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(64)
                .addUserMessage("Hello")
                .build();
        Signals signals = new Signals();
        FutureTask<Result> call = new FutureTask<>(() -> way.result(claude, params, signals));
        Thread thread = new Thread(call);
        thread.setDaemon(true);
        thread.start();
        Result result = call.get(60, TimeUnit.SECONDS);
        return signals.ends() <= 1
                ? result
                : Result.failure(new IllegalStateException("ends told: " + signals.ends()), null);
    }

    private static Claude client(String url, String transport) {
        Transport over = transport.equals("JDK") ? JdkTransport.create() : OkHttpTransport.create();
        return Claude.builder()
                .apiKey("sk-test")
                .baseUrl(url)
                .transport(over)
                .maxRetries(0)
                .idleTimeout(Duration.ofSeconds(20))
                .timeout(Duration.ofSeconds(20))
                .totalTimeout(Duration.ofSeconds(25))
                .build();
    }
}
