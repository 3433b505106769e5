package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.testkit.internal.spec.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a multipart/form-data body. */
public final class Multipart {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] body;
    private final byte[] boundary;

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.boundary = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * One part.
     *
     * @param filename null for a part that is no file
     */
    public record Part(String name, @Nullable String filename, String contentType, byte[] content) {
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    public static List<Part> parse(String contentType, byte[] body) {
        String boundary = parameter(contentType, "boundary");
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || boundary == null) {
            throw Refusal.invalid("content-type: expected multipart/form-data with a boundary");
        }
        return new Multipart(body, boundary).parts();
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        int start = indexOf(boundary, 0);
        while (start >= 0) {
            int content = start + boundary.length;
            int next = indexOf(boundary, content);
            if (next < 0) {
                break;
            }
            // Two bytes of line end follow the boundary, and two stand before the next one.
            parts.add(part(content + 2, next - 2));
            start = next;
        }
        return parts;
    }

    private Part part(int from, int to) {
        int headEnd = indexOf(HEAD_END, from);
        if (headEnd < 0 || headEnd > to) {
            throw Refusal.invalid("malformed multipart body");
        }
        String name = "";
        String filename = null;
        String type = "application/octet-stream";
        String head = new String(body, from, headEnd - from, StandardCharsets.UTF_8);
        for (String line : head.split("\r\n", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                String found = parameter(line, "name");
                name = found == null ? "" : found;
                filename = parameter(line, "filename");
            } else if (lower.startsWith("content-type:")) {
                type = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return new Part(name, filename, type, Arrays.copyOfRange(body, headEnd + HEAD_END.length, to));
    }

    /** The value of a header's parameter, quoted or not; null when it has none of that name. */
    private static @Nullable String parameter(String header, String name) {
        int at = header.toLowerCase(Locale.ROOT).indexOf(name + "=");
        while (at > 0 && Character.isLetter(header.charAt(at - 1))) {
            at = header.toLowerCase(Locale.ROOT).indexOf(name + "=", at + 1);
        }
        if (at < 0) {
            return null;
        }
        int from = at + name.length() + 1;
        if (from < header.length() && header.charAt(from) == '"') {
            int end = header.indexOf('"', from + 1);
            return header.substring(from + 1, end < 0 ? header.length() : end);
        }
        int end = header.indexOf(';', from);
        return header.substring(from, end < 0 ? header.length() : end).strip();
    }

    private int indexOf(byte[] what, int from) {
        for (int i = from; i <= body.length - what.length; i++) {
            if (body[i] == what[0] && Arrays.equals(body, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
