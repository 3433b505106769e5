package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes out in front of a body. */
final class RequestHead {
    /** What says where a message ends and what becomes of its connection, which is this transport's to say. */
    private static final Set<String> OURS = Set.of(
            "connection", "content-length", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    private RequestHead() {}

    /** Refuses what cannot be sent, before anything is. */
    static void check(Request request) {
        String method = request.method();
        if (!isToken(method)) {
            throw new InvalidParamsException("method: expected a name as HTTP allows it, found \"" + method + "\"");
        }
        if (request.headers().all("host").size() > 1) {
            throw new InvalidParamsException("host: expected it once, found it again");
        }
        request.headers().forEach((name, value) -> {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new InvalidParamsException(
                        name + ": expected a header that SocketTransport does not set itself, found one that it does");
            }
        });
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Head.isToken(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * The bytes of it.
     *
     * @param proxy the HTTP proxy that is to pass the request on; null where there is none, or a tunnel through it
     */
    static byte[] of(Request request, Origin origin, @Nullable ProxyServer proxy) {
        StringBuilder head = new StringBuilder(1024);
        head.append(request.method()).append(' ');
        if (proxy != null) {
            head.append("http://").append(origin);
        }
        head.append(target(request.url())).append(" HTTP/1.1\r\n");
        if (!request.headers().has("host")) {
            field(head, "Host", origin.toString());
        }
        request.headers().forEach((name, value) -> field(head, name, value));
        if (proxy != null && proxy.authorization() != null) {
            field(head, "Proxy-Authorization", proxy.authorization());
        }
        long length = request.body().isPresent() ? request.body().get().length() : lengthOfNone(request.method());
        if (length >= 0) {
            field(head, "Content-Length", Long.toString(length));
        } else if (request.body().isPresent()) {
            field(head, "Transfer-Encoding", "chunked");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** Those that usually have a body say that they have none. */
    private static long lengthOfNone(String method) {
        return switch (method) {
            case "POST", "PUT", "PATCH" -> 0;
            default -> -1;
        };
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String target(URI url) {
        URI ascii = Headers.isAscii(url.toString()) ? url : URI.create(url.toASCIIString());
        String path = ascii.getRawPath();
        String query = ascii.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /** What asks an HTTP proxy for a tunnel. */
    static byte[] connect(Origin origin, ProxyServer proxy) {
        StringBuilder head = new StringBuilder(256);
        head.append("CONNECT ").append(origin.authority()).append(" HTTP/1.1\r\n");
        field(head, "Host", origin.authority());
        if (proxy.authorization() != null) {
            field(head, "Proxy-Authorization", proxy.authorization());
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
