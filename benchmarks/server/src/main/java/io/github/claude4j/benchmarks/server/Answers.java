package io.github.claude4j.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server answers, each rendered once. By the model of the request:
 *
 * <ul>
 *   <li>{@code bench-json-SIZE}: a whole message of about that many bytes
 *   <li>{@code bench-sse-N}: a stream of N text deltas, as fast as they are taken
 *   <li>{@code bench-tool-N}: a stream of a tool use whose input comes in N deltas
 *   <li>{@code bench-slow-N-MS}: a stream of N text deltas, one each MS milliseconds
 *   <li>{@code bench-slow-N-MS-LATE}: the same, its first byte after LATE milliseconds
 *   <li>{@code bench-late-MS}: a whole message after that time
 *   <li>{@code bench-loop-N}: a whole message that calls a tool, N times, and then one of text; the request's last result says
 *       which is next
 *   <li>{@code bench-loopsse-N}: the same, streamed
 * </ul>
 *
 * By path: {@code …/batches/msgbatch_N}, a batch that has ended, and its {@code /results}, N JSON lines of about 2 KB.
 */
final class Answers {
    private static final long MILLI = 1_000_000;
    private static final int BLOCK = 64 * 1024;

    private static final String HEAD = """
            HTTP/1.1 %d %s
            Date: Sat, 21 Nov 2026 12:00:00 GMT
            Content-Type: %s
            Connection: keep-alive
            Cache-Control: no-cache
            anthropic-ratelimit-requests-limit: 4000
            anthropic-ratelimit-requests-remaining: 3999
            anthropic-ratelimit-requests-reset: 2026-11-21T12:00:00Z
            anthropic-ratelimit-input-tokens-limit: 400000
            anthropic-ratelimit-input-tokens-remaining: 400000
            anthropic-ratelimit-input-tokens-reset: 2026-11-21T12:00:00Z
            anthropic-ratelimit-output-tokens-limit: 80000
            anthropic-ratelimit-output-tokens-remaining: 80000
            anthropic-ratelimit-output-tokens-reset: 2026-11-21T12:00:00Z
            request-id: req_011CSHoEeqs5C35K2UUqR7Fy
            anthropic-organization-id: 8f6a3d3e-0000-4000-8000-5d0c1a2b3c4d
            via: 1.1 google
            cf-cache-status: DYNAMIC
            X-Robots-Tag: none
            Server: cloudflare
            CF-RAY: 8f2c1b2d3e4f5a6b-FRA
            %s

            """.replace("\n", "\r\n");

    /** As Bedrock has it, for whole answers. */
    private static final Pattern INVOKED = Pattern.compile("/model/([^/]*)/invoke");

    private final Map<String, Answer> rendered = new HashMap<>();

    Answer to(RequestReader request) {
        String path = request.path();
        Matcher invoked = INVOKED.matcher(path);
        if (!path.equals("/v1/messages") && !invoked.matches()) {
            return rendered.computeIfAbsent(path, Answers::resource);
        }
        String model = invoked.matches() ? invoked.group(1) : request.model();
        return rendered.computeIfAbsent(
                model.startsWith("bench-loop") ? model + "-" + (request.lastCall() + 1) : model, Answers::message);
    }

    private static Answer message(String model) {
        String[] part = model.split("-");
        return switch (part.length > 2 ? part[1] : "") {
            case "json" -> json(200, Messages.message(model, Integer.parseInt(part[2])));
            case "sse" -> fast(Messages.textStream(model, Integer.parseInt(part[2])));
            case "tool" -> fast(Messages.toolStream(model, Integer.parseInt(part[2])));
            case "slow" ->
                slow(
                        Messages.textStream(model, Integer.parseInt(part[2])),
                        Long.parseLong(part[3]),
                        part.length > 4 ? Long.parseLong(part[4]) : 0);
            case "late" -> {
                Answer whole = json(200, Messages.message(model, 1000));
                yield new Answer(List.of(), whole.atOnce(), Long.parseLong(part[2]) * MILLI, 0);
            }
            case "loop" -> json(200, LoopTurns.message(Integer.parseInt(part[3]), Integer.parseInt(part[2])));
            case "loopsse" -> fast(LoopTurns.stream(Integer.parseInt(part[3]), Integer.parseInt(part[2])));
            default -> json(404, Messages.error("model: " + model));
        };
    }

    private static Answer resource(String path) {
        String prefix = "/v1/messages/batches/msgbatch_";
        if (!path.startsWith(prefix)) {
            return json(404, Messages.error(path));
        }
        String[] part = path.substring(prefix.length()).split("/");
        int lines = Integer.parseInt(part[0]);
        return part.length > 1 ? results(lines) : json(200, Messages.batch(lines));
    }

    private static Answer json(int status, String body) {
        byte[] bytes = utf8(body);
        byte[] head = head(status, "application/json", "Content-Length: " + bytes.length);
        return Answer.of(List.of(direct(List.of(head, bytes))));
    }

    private static byte[] head(int status, String type, String length) {
        return utf8(HEAD.formatted(status, status == 200 ? "OK" : "Error", type, length));
    }

    private static byte[] eventsHead() {
        return head(200, "text/event-stream; charset=utf-8", "Transfer-Encoding: chunked");
    }

    private static byte[] chunk(byte[] content) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(content.length + 12);
        chunk.writeBytes(utf8(Integer.toHexString(content.length) + "\r\n"));
        chunk.writeBytes(content);
        chunk.writeBytes(utf8("\r\n"));
        return chunk.toByteArray();
    }

    /** One chunk an event, as from a server that flushes each, all in one piece. */
    private static Answer fast(List<String> events) {
        return Answer.of(List.of(direct(pieces(events, eventsHead(), true))));
    }

    /** The head and what precedes the text first, what follows the text with its last piece. */
    private static Answer slow(List<String> events, long everyMillis, long lateMillis) {
        List<ByteBuffer> pieces = new ArrayList<>();
        pieces.add(direct(pieces(events.subList(0, 3), eventsHead(), false)));
        int last = events.size() - 4;
        for (String event : events.subList(3, last)) {
            pieces.add(direct(pieces(List.of(event), new byte[0], false)));
        }
        pieces.add(direct(pieces(events.subList(last, events.size()), new byte[0], true)));
        return lateMillis > 0
                ? new Answer(List.of(), pieces, lateMillis * MILLI, everyMillis * MILLI)
                : new Answer(
                        pieces.subList(0, 1),
                        pieces.subList(1, pieces.size()),
                        everyMillis * MILLI,
                        everyMillis * MILLI);
    }

    private static List<byte[]> pieces(List<String> events, byte[] head, boolean end) {
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(head);
        events.forEach(event -> pieces.add(chunk(utf8(event))));
        if (end) {
            pieces.add(utf8("0\r\n\r\n"));
        }
        return pieces;
    }

    private static Answer results(int lines) {
        List<ByteBuffer> pieces = new ArrayList<>();
        pieces.add(direct(List.of(head(200, "application/x-jsonl", "Transfer-Encoding: chunked"))));
        ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK);
        Random random = new Random(17);
        for (int i = 0; i < lines; i++) {
            block.writeBytes(utf8(Messages.result(i, random)));
            if (block.size() >= BLOCK || i == lines - 1) {
                pieces.add(direct(List.of(chunk(block.toByteArray()))));
                block.reset();
            }
        }
        pieces.add(direct(List.of(utf8("0\r\n\r\n"))));
        return Answer.of(pieces);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static ByteBuffer direct(List<byte[]> pieces) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(
                pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(buffer::put);
        return buffer.flip().asReadOnlyBuffer();
    }
}
