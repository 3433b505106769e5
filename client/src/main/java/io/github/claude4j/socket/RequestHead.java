package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

    /** Those that usually have a body say that they have none. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

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

    /** The head of a request, as the next hop on that way wants it. */
    static byte[] of(Request request, Route route) {
        ProxyServer proxy = route.forwarding();
        StringBuilder head = new StringBuilder(1024).append(request.method()).append(' ');
        if (proxy != null) {
            head.append("http://").append(route.origin());
        }
        addTarget(head, request.url());
        head.append(" HTTP/1.1\r\n");
        if (!request.headers().has("host")) {
            add(head, "Host", route.origin().toString());
        }
        request.headers().forEach((name, value) -> add(head, name, value));
        addAuthorization(head, proxy);
        long length = request.body().isPresent()
                ? request.body().get().length()
                : WITH_BODY.contains(request.method()) ? 0 : -1;
        if (length >= 0) {
            add(head, "Content-Length", Long.toString(length));
        } else if (request.body().isPresent()) {
            add(head, "Transfer-Encoding", "chunked");
        }
        return ended(head);
    }

    private static void addTarget(StringBuilder head, URI url) {
        URI ascii = Headers.isAscii(url.toString()) ? url : URI.create(url.toASCIIString());
        String path = ascii.getRawPath();
        String query = ascii.getRawQuery();
        head.append(path == null || path.isEmpty() ? "/" : path);
        if (query != null) {
            head.append('?').append(query);
        }
    }

    /** What asks an HTTP proxy for a tunnel. */
    static byte[] connect(Origin origin, ProxyServer proxy) {
        StringBuilder head =
                new StringBuilder("CONNECT ").append(origin.authority()).append(" HTTP/1.1\r\n");
        add(head, "Host", origin.authority());
        addAuthorization(head, proxy);
        return ended(head);
    }

    private static void addAuthorization(StringBuilder head, @Nullable ProxyServer proxy) {
        if (proxy != null && proxy.authorization() != null) {
            add(head, "Proxy-Authorization", proxy.authorization());
        }
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** All of it is ASCII, as was checked where it came in. */
    private static byte[] ended(StringBuilder head) {
        return head.append("\r\n").toString().getBytes(US_ASCII);
    }
}
