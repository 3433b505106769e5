package io.github.claude4j.testkit.internal.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests, one after the other, from one connection. */
public final class HttpReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MEGABYTE = 1024 * 1024;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TimedInput timed;
    private final InputStream in;
    private final OutputStream out;
    private final Origins origins;
    private final Patience patience;
    private int headBytes;

    HttpReader(TimedInput timed, OutputStream out, Origins origins, Patience patience) {
        this.timed = timed;
        this.in = new BufferedInputStream(timed, 8 * 1024);
        this.out = out;
        this.origins = origins;
        this.patience = patience;
    }

    /**
     * A request and what the connection has to know of it.
     *
     * @param keepAlive whether the client wants to send another one
     * @param chunks whether the client understands chunked answers
     */
    public record Incoming(Received request, boolean keepAlive, boolean chunks) {}

    /** The next request; null when the client has closed the connection, or does not use it any more. */
    @Nullable
    Incoming next() throws IOException {
        try {
            timed.each(patience.idle());
            in.mark(1);
            in.read();
            in.reset();
        } catch (SocketTimeoutException e) {
            return null;
        }
        try {
            timed.all(patience.head());
            Incoming incoming = request();
            timed.each(Duration.ZERO);
            return incoming;
        } catch (SocketTimeoutException e) {
            throw new Malformed(408, "the request did not come in time");
        }
    }

    private @Nullable Incoming request() throws IOException {
        headBytes = 0;
        mustBePlain();
        String line = line();
        while (line != null && line.isEmpty()) {
            line = line();
        }
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            boolean newer = parts.length == 3 && parts[2].startsWith("HTTP/");
            throw newer
                    ? new Malformed(505, "expected HTTP/1.1, found " + parts[2])
                    : new Malformed(400, "malformed request line");
        }
        Map<String, List<String>> headers = headers();
        String stranger = origins.problem(headers);
        if (stranger != null) {
            throw new Malformed(403, stranger);
        }
        timed.each(patience.body());
        String target = originForm(parts[1]);
        byte[] body = body(headers, limit(target));
        boolean chunks = parts[2].equals("HTTP/1.1");
        boolean keepAlive = chunks ? !connection(headers, "close") : connection(headers, "keep-alive");
        return new Incoming(new Received(parts[0], target, headers, body), keepAlive, chunks);
    }

    /** A TLS handshake holds no line to wait for the end of; its client fails at once on a plain answer. */
    private void mustBePlain() throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        if (first == TLS_HANDSHAKE) {
            throw new Malformed(400, "expected plain HTTP, found TLS");
        }
    }

    /** Whether the client says this about the connection; it may say several things. */
    private static boolean connection(Map<String, List<String>> headers, String option) {
        for (String value : headers.getOrDefault("connection", List.of())) {
            for (String one : value.split(",", -1)) {
                if (one.strip().equalsIgnoreCase(option)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Blocks until the client closes its end or breaks the connection. */
    void awaitEnd() throws IOException {
        byte[] ignored = new byte[1024];
        int read = 0;
        while (read >= 0) {
            read = in.read(ignored);
        }
    }

    /** Whether the client has closed its end by now. What it may have sent already is kept for {@link #next}. */
    boolean isAtEnd() throws IOException {
        timed.each(Duration.ofMillis(1));
        in.mark(1);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            in.reset();
            timed.each(Duration.ZERO);
        }
    }

    /** A proxy's client sends the whole URL. */
    private static String originForm(String target) throws Malformed {
        String path = target;
        int scheme = target.indexOf("://");
        if (scheme > 0 && target.charAt(0) != '/') {
            int slash = target.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : target.substring(slash);
        }
        if (!path.startsWith("/")) {
            throw new Malformed(400, "malformed request target");
        }
        return path;
    }

    /** As large as the API lets a request of this kind be. */
    private static long limit(String target) {
        if (target.startsWith("/v1/files") || target.startsWith("/v1/skills")) {
            return 500L * MEGABYTE;
        }
        return (target.startsWith("/v1/messages/batches") ? 256L : 32L) * MEGABYTE;
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String line = line();
        while (line != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new Malformed(400, "malformed header");
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
            line = line();
        }
        if (line == null) {
            throw new EOFException("the request's head is cut");
        }
        return Collections.unmodifiableMap(headers);
    }

    private byte[] body(Map<String, List<String>> headers, long limit) throws IOException {
        boolean chunked = "chunked".equalsIgnoreCase(first(headers, "transfer-encoding"));
        long length = chunked ? 0 : length(headers);
        if (length > limit) {
            throw tooLarge();
        }
        if ((chunked || length > 0) && "100-continue".equalsIgnoreCase(first(headers, "expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        return chunked ? chunks(limit) : exactly((int) length);
    }

    private static long length(Map<String, List<String>> headers) throws Malformed {
        String length = first(headers, "content-length");
        try {
            long value = length == null ? 0 : Long.parseLong(length);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a negative length is.
        }
        throw new Malformed(400, "malformed content-length");
    }

    private byte[] chunks(long limit) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            if (body.size() + (long) size > limit) {
                throw tooLarge();
            }
            body.writeBytes(exactly(size));
            line();
            size = chunkSize();
        }
        String trailer = line();
        while (trailer != null && !trailer.isEmpty()) {
            trailer = line();
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        headBytes = 0;
        String line = line();
        if (line == null) {
            throw new EOFException("the request's body is cut");
        }
        int extension = line.indexOf(';');
        try {
            int size = Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a negative size is.
        }
        throw new Malformed(400, "malformed chunk");
    }

    /** Room for a large body is made when some of it is there: a client may promise more than it sends. */
    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(Math.min(length, MEGABYTE));
        int read = bytes.length;
        if (read == MEGABYTE && length > MEGABYTE) {
            bytes = Arrays.copyOf(bytes, length);
            read += in.readNBytes(bytes, read, length - read);
        }
        if (read < length) {
            throw new EOFException("the request's body is cut");
        }
        return bytes;
    }

    private static Malformed tooLarge() {
        return new Malformed(413, "Request exceeds the maximum size");
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    /** The next line without its end; null at the end of input. */
    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (++headBytes > MAX_HEAD) {
                throw new Malformed(431, "the request's head is too large");
            }
            line.append((char) c);
            c = in.read();
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }
}
