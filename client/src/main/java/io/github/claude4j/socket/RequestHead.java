package io.github.claude4j.socket;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
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

    private byte[] bytes = new byte[1024];
    private int length;

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
    static RequestHead of(Request request, Route route) {
        ProxyServer proxy = route.forwarding();
        RequestHead head = new RequestHead();
        head.add(request.method()).add(" ");
        if (proxy != null) {
            head.add("http://").add(route.origin().toString());
        }
        head.addTarget(request.url());
        head.add(" HTTP/1.1\r\n");
        if (!request.headers().has("host")) {
            head.field("Host", route.origin().toString());
        }
        request.headers().forEach(head::field);
        head.authorize(proxy);
        long length = request.body().isPresent()
                ? request.body().get().length()
                : WITH_BODY.contains(request.method()) ? 0 : -1;
        if (length >= 0) {
            head.field("Content-Length", Long.toString(length));
        } else if (request.body().isPresent()) {
            head.field("Transfer-Encoding", "chunked");
        }
        return head.add("\r\n");
    }

    private void addTarget(URI url) {
        URI ascii = Headers.isAscii(url.toString()) ? url : URI.create(url.toASCIIString());
        String path = ascii.getRawPath();
        String query = ascii.getRawQuery();
        add(path == null || path.isEmpty() ? "/" : path);
        if (query != null) {
            add("?").add(query);
        }
    }

    /** What asks an HTTP proxy for a tunnel. */
    static RequestHead connect(Origin origin, ProxyServer proxy) {
        RequestHead head = new RequestHead();
        head.add("CONNECT ").add(origin.authority()).add(" HTTP/1.1\r\n");
        head.field("Host", origin.authority());
        head.authorize(proxy);
        return head.add("\r\n");
    }

    private void authorize(@Nullable ProxyServer proxy) {
        if (proxy != null && proxy.authorization() != null) {
            field("Proxy-Authorization", proxy.authorization());
        }
    }

    private void field(String name, String value) {
        add(name).add(": ").add(value).add("\r\n");
    }

    /** Text of ASCII, which all of it was checked to be. */
    private RequestHead add(String text) {
        makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** So much of a body behind the head, to go out together with it. */
    void add(ByteBuffer body, int count) {
        makeRoom(count);
        body.get(bytes, length, count);
        length += count;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /** Its bytes, of which the first {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
