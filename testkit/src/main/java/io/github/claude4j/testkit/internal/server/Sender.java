package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes answers to one connection, with the faults that were asked for. */
public final class Sender {
    /** How much more a wrong Content-Length promises than comes. */
    private static final int MISSING_BYTES = 64;

    private final Socket socket;
    private final HttpReader reader;
    private final OutputStream out;
    private final Lifetime lifetime;
    private Watcher.Exchange seen = Watcher.Exchange.UNSEEN;
    private Watcher.End end = Watcher.End.CUT;
    private volatile boolean left;

    Sender(Socket socket, HttpReader reader, OutputStream out, Lifetime lifetime) {
        this.socket = socket;
        this.reader = reader;
        this.out = new BufferedOutputStream(out, 8 * 1024);
        this.lifetime = lifetime;
    }

    /** From now on tells this what it sends. */
    void watchedBy(Watcher.Exchange exchange) {
        seen = exchange;
        end = Watcher.End.CUT;
    }

    /** How the last answer ended. */
    Watcher.End ended() {
        return end;
    }

    /** Whether the client has closed its connection instead of waiting for the answer. */
    public boolean clientHasLeft() throws IOException {
        return reader.isAtEnd();
    }

    /**
     * Sends an answer.
     *
     * @param chunks whether the client understands chunked answers
     * @return whether the connection can carry another answer
     */
    public boolean send(Answer response, Delivery delivery, boolean keepAlive, boolean chunks) throws IOException {
        if (!lifetime.sleep(delivery.firstByteDelay)) {
            return false;
        }
        if (delivery.endAfter == Delivery.BEFORE_HEAD) {
            return end(delivery.end, false);
        }
        if (response.feed() != null) {
            return live(response, response.feed(), delivery, chunks);
        }
        List<JsonObject> events = response.events();
        Answer.Encoder encoder = encoder(response, delivery);
        if (events == null) {
            return body(response, response.body(), delivery, keepAlive);
        }
        if (delivery.wrongLength) {
            return body(response, joined(delivery.apply(events), encoder), delivery, false);
        }
        head(response, chunks ? "transfer-encoding: chunked" : "connection: close", keepAlive && chunks);
        return stream(delivery.apply(events), encoder, delivery, chunks) && end(delivery.end, keepAlive && chunks);
    }

    /**
     * Sends a body piece by piece, as it comes, and ends it properly unless it was cut.
     *
     * @param length how many bytes come; negative where nobody knows
     */
    public boolean send(Answer head, Piece.Source body, long length, HttpReader.Incoming incoming) throws IOException {
        boolean chunks = length < 0 && incoming.chunks();
        boolean keepAlive = incoming.keepAlive() && (chunks || length >= 0);
        String framing = length >= 0 ? "content-length: " + length : "connection: close";
        head(head, chunks ? "transfer-encoding: chunked" : framing, keepAlive);
        for (Piece piece = body.next(); piece != null; piece = body.next()) {
            if (!lifetime.sleep(piece.delay())) {
                return false;
            }
            if (piece.bytes().length > 0) {
                ascii(chunks ? Integer.toHexString(piece.bytes().length) + "\r\n" : "");
                out.write(piece.bytes());
                ascii(chunks ? "\r\n" : "");
                out.flush();
                seen.bytes(piece.bytes(), 0, piece.bytes().length);
            }
        }
        if (body.cut()) {
            return false;
        }
        ascii(chunks ? "0\r\n\r\n" : "");
        out.flush();
        end = Watcher.End.WHOLE;
        return keepAlive;
    }

    private boolean stream(List<JsonObject> events, Answer.Encoder encoder, Delivery delivery, boolean chunks)
            throws IOException {
        for (int i = 0; i < events.size(); i++) {
            if (i > 0 && !lifetime.sleep(delivery.eventDelay)) {
                return false;
            }
            boolean half = delivery.end == Delivery.End.HALF_EVENT && i == delivery.endAfter;
            write(encoder.encode(events.get(i)), chunks, half);
            if (half) {
                return true;
            }
        }
        finish(delivery, chunks);
        return true;
    }

    private void write(byte[] event, boolean chunks, boolean half) throws IOException {
        int length = half ? event.length / 2 : event.length;
        if (chunks) {
            ascii(Integer.toHexString(length) + "\r\n");
        }
        out.write(event, 0, length);
        ascii(chunks ? "\r\n" : "");
        out.flush();
        seen.bytes(event, 0, length);
    }

    private void finish(Delivery delivery, boolean chunks) throws IOException {
        boolean proper = delivery.end == Delivery.End.WHOLE
                || delivery.end == Delivery.End.EARLY
                || delivery.end == Delivery.End.ERROR;
        if (proper && chunks) {
            ascii("0\r\n\r\n");
        }
        out.flush();
        if (proper) {
            end = left ? Watcher.End.CLIENT_LEFT : Watcher.End.WHOLE;
        }
    }

    /**
     * Sends events as they happen. That the client has gone is seen by reading from it, so nothing else can come over
     * this connection.
     */
    private boolean live(Answer response, Answer.Feed feed, Delivery delivery, boolean chunks) throws IOException {
        Threads.start("fake-claude-feed", () -> closeWhenTheClientLeaves(feed));
        Answer.Encoder encoder = encoder(response, delivery);
        try {
            head(response, chunks ? "transfer-encoding: chunked" : "connection: close", false);
            int sent = 0;
            while (!delivery.endsLiveAfter(sent)) {
                JsonObject event = feed.next();
                if (event == null) {
                    finish(new Delivery(), chunks);
                    return false;
                }
                for (JsonObject piece : sent == 0 ? delivery.begin(List.of(event)) : List.of(event)) {
                    if (!delivery.endsLiveAfter(sent) && (sent == 0 || lifetime.sleep(delivery.eventDelay))) {
                        boolean half = delivery.end == Delivery.End.HALF_EVENT && sent == delivery.endAfter;
                        write(encoder.encode(piece), chunks, half);
                        sent++;
                    }
                }
            }
            if (delivery.end == Delivery.End.ERROR) {
                write(encoder.encode(delivery.error()), chunks, false);
            }
            finish(delivery, chunks);
            return end(delivery.end, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            feed.close();
        }
    }

    private void closeWhenTheClientLeaves(Answer.Feed feed) {
        try {
            reader.awaitEnd();
        } catch (IOException e) {
            // A reset is an end too.
        }
        left = true;
        feed.close();
    }

    /** What is sent in one piece; a fault that asks for part of a stream gets half of it. */
    private boolean body(Answer response, byte[] body, Delivery delivery, boolean keepAlive) throws IOException {
        boolean broken = delivery.end != Delivery.End.WHOLE && response.events() == null;
        // The end of such a body is known from its length, so stopping early means closing the connection.
        Delivery.End how = delivery.end == Delivery.End.EARLY ? Delivery.End.CUT : delivery.end;
        int promised = body.length + (delivery.wrongLength ? MISSING_BYTES : 0);
        head(response, "content-length: " + promised, keepAlive && !broken && !delivery.wrongLength);
        int length = broken ? body.length / 2 : body.length;
        out.write(body, 0, length);
        out.flush();
        seen.bytes(body, 0, length);
        end = promised == length ? Watcher.End.WHOLE : Watcher.End.CUT;
        return end(broken ? how : Delivery.End.WHOLE, keepAlive && !delivery.wrongLength);
    }

    /** Brings about what comes after the last byte; the connection is closed by its owner. */
    private boolean end(Delivery.End how, boolean keepAlive) throws IOException {
        switch (how) {
            case RESET -> {
                // Closing without lingering throws away what is not yet sent, so the client gets a reset.
                socket.setSoLinger(true, 0);
                return false;
            }
            case STALL -> {
                reader.awaitEnd();
                end = Watcher.End.CLIENT_LEFT;
                return false;
            }
            case CUT, HALF_EVENT -> {
                return false;
            }
            default -> {
                return keepAlive;
            }
        }
    }

    private void head(Answer response, String framing, boolean keepAlive) throws IOException {
        StringBuilder head = new StringBuilder(512);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(reason(response.status()));
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
        }
        head.append("\r\n").append(framing);
        if (!keepAlive && !framing.startsWith("connection")) {
            head.append("\r\nconnection: close");
        }
        ascii(head.append("\r\n\r\n").toString());
        out.flush();
        seen.head(response.status(), response.headers());
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "";
        };
    }

    private static Answer.Encoder encoder(Answer response, Delivery delivery) {
        Answer.Encoder own = response.encoder();
        return own != null ? own : event -> event(event, delivery);
    }

    private static byte[] event(JsonObject event, Delivery delivery) {
        String end = delivery.crlf ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder();
        if (!delivery.noEventNames && event.get("type") instanceof String name) {
            text.append("event: ").append(name).append(end);
        }
        text.append("data: ").append(event.toJson()).append(end).append(end);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(List<JsonObject> events, Answer.Encoder encoder) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (JsonObject event : events) {
            all.writeBytes(encoder.encode(event));
        }
        return all.toByteArray();
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
